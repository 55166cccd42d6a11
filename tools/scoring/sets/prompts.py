"""Labelled prompts: what the classifier says of each by itself, against a reader's labels.

``prompts.tsv``: three letters and the prompt. Intent (informational, evaluation, decision), stage (awareness,
consideration, purchase), query intent (informational, navigational, commercial, transactional), by their first letter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from analyzer.prompts.rules.classification import classify
from common.contracts.vocabulary import FunnelStage, Intent, QueryIntent
from scoring.gold import GoldError, share
from scoring.measures import kappa

SET = "prompts"
FIELDS = ("intent", "funnel_stage", "query_intent")
_WORDS = tuple({word[0]: word for word in get_args(kind)} for kind in (Intent, FunnelStage, QueryIntent))
_HELD_OUT = 0.4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A prompt with what a reader says of it: intent, stage, query intent."""

    text: str
    said: tuple[str, str, str]

    @property
    def part(self) -> str:
        """``dev`` or ``held-out``, by the hash of the text."""
        return "held-out" if share(self.text, "prompt") < _HELD_OUT else "dev"


def load_prompts(path: Path) -> list[Labelled]:
    """Every labelled prompt. Raises GoldError for a letter that stands for nothing, or a prompt that comes twice."""
    found: dict[str, Labelled] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        letters, _, text = line.partition("\t")
        if not text or len(letters) != len(_WORDS) or text in found:
            raise GoldError(f"prompt {number}: three letters, a tab and a new prompt are wanted")
        found[text] = Labelled(text, said_by(letters, number))
    return list(found.values())


def said_by(letters: str, number: int) -> tuple[str, str, str]:
    """The words that three letters stand for. Raises GoldError, which names the prompt by its number."""
    try:
        intent, stage, query = (words[letter] for words, letter in zip(_WORDS, letters, strict=True))
    except (KeyError, ValueError) as unknown:
        raise GoldError(f"prompt {number}: {unknown} stands for nothing") from None
    return intent, stage, query


def scores(prompts: Sequence[Labelled]) -> list[dict[str, Any]]:
    """Accuracy, macro-averaged F1 and Cohen's kappa of each field, per part."""
    parts = {part: [prompt for prompt in prompts if prompt.part == part] for part in ("dev", "held-out")}
    return [line for part, some in parts.items() for line in scores_of(part, some)]


def scores_of(category: str, prompts: Sequence[Labelled]) -> list[dict[str, Any]]:
    """As ``scores``, of prompts that are one part."""
    lines = []
    read = [classify(prompt.text, ()) for prompt in prompts]
    for at, name in enumerate(FIELDS):
        pairs = [(prompt.said[at], getattr(one, name)) for prompt, one in zip(prompts, read, strict=True)]
        for metric, value in _measures(pairs).items():
            row = {"set": SET, "category": category, "metric": f"{name}_{metric}", "value": round(value, 4)}
            lines.append({**row, "n": len(pairs)})
    return lines


def results(of: str, prompts: Sequence[Labelled]) -> Iterator[dict[str, Any]]:
    """What is read in each prompt beside its labels, as ``scoring.results`` has it of answers."""
    for prompt in prompts:
        found = classify(prompt.text, ())
        facts = {
            "label": dict(zip(FIELDS, prompt.said, strict=True)),
            "read": {at: getattr(found, at) for at in FIELDS},
        }
        yield {"id": f"{of}: {prompt.text}", "set": of, "part": prompt.part, "brands": [{"brand": "", **facts}]}


def read_twice(first: Sequence[Labelled], second: Sequence[Labelled]) -> list[dict[str, Any]]:
    """How far two readers agree, who did not see each other's labels: share and Cohen's kappa of each field."""
    again = {prompt.text: prompt.said for prompt in second}
    lines = []
    for at, name in enumerate(FIELDS):
        pairs = [(prompt.said[at], again[prompt.text][at]) for prompt in first if prompt.text in again]
        measured = _measures(pairs)
        for metric, value in (("same", measured["accuracy"]), ("kappa", measured["kappa"])):
            row = {"set": SET, "category": "second pass", "metric": f"{name}_{metric}", "value": round(value, 4)}
            lines.append({**row, "n": len(pairs)})
    return lines


def _measures(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    same = sum(one == other for one, other in pairs) / len(pairs)
    wanted, said = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    f1 = [2 * pairs.count((word, word)) / (count + said[word]) for word, count in wanted.items()]
    return {"accuracy": same, "macro_f1": sum(f1) / len(f1), "kappa": kappa(pairs)}
