"""Labelled prompts as plans hold them, in three languages: what the classifier says of each by itself.

``prompts-plans.tsv`` and ``prompts-plans-unseen.tsv``: language, five letters and the prompt, by tabs. The letters:
intent, stage and query intent as in ``prompts.tsv``, then the buying signal and the need for trust, each 0, 1 or 2
(see ``guidelines.md``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.prompts.rules.classification import classify
from common.contracts.vocabulary import Classification
from scoring.gold import GoldError
from scoring.sets.prompts import FIELDS, Labelled, said_by
from scoring.sets.prompts import results as read_in

SET = "prompts of plans"
LANGUAGES = ("en", "de", "fr")
LEVELS = "012"
"""Of a graded label: none, some, strong; for the buying signal low, middle, high."""
_CUTS = (0.25, 0.65)
"""Where the score of a level ends: none is at most 0.2, some 0.3 to 0.6, strong at least 0.7."""


@dataclass(frozen=True, slots=True)
class Planned(Labelled):
    """A prompt in a language, with a level for its buying signal and its need for trust."""

    language: str
    buying: int
    trust: int


def load_planned(path: Path) -> list[Planned]:
    """Every prompt of the file. Raises GoldError for a line that breaks the form, or a prompt that comes twice."""
    found: dict[str, Planned] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        language, letters, text = (*line.split("\t", 2), "", "")[:3]
        graded = letters[3:]
        if not text or text in found or language not in LANGUAGES or len(graded) != 2 or set(graded) - set(LEVELS):
            raise GoldError(f"prompt {number}: language, five letters and a new prompt are wanted, by tabs")
        found[text] = Planned(text, said_by(letters[:3], number), language, int(graded[0]), int(graded[1]))
    return list(found.values())


def level_of(score: float) -> int:
    """The level that a score of 0 to 1 speaks of."""
    return sum(score > cut for cut in _CUTS)


def scores(prompts: Sequence[Planned]) -> list[dict[str, Any]]:
    """Accuracies, and how well the scores follow the levels: of each part, and of each language in it."""
    parts = {part: [one for one in prompts if one.part == part] for part in ("dev", "held-out")}
    return [line for part, some in parts.items() for line in scores_of(part, some)]


def scores_of(category: str, prompts: Sequence[Planned]) -> list[dict[str, Any]]:
    """As ``scores``, of prompts that are one part."""
    lines = []
    for language in ("", *LANGUAGES):
        some = [one for one in prompts if language in ("", one.language)]
        lines += [
            {"set": SET, "category": f"{category} {language}".strip(), "metric": name, "value": round(value, 4), "n": n}
            for name, value, n in _figures(some)
        ]
    return lines


def results(prompts: Sequence[Planned]) -> Iterator[dict[str, Any]]:
    """As ``scoring.sets.prompts.results``, the levels beside."""
    for prompt, line in zip(prompts, read_in(SET, prompts), strict=True):
        found, facts = classify(prompt.text, ()), line["brands"][0]
        facts["label"] |= {"buying": prompt.buying, "trust": prompt.trust}
        facts["read"] |= {"buying": level_of(found.buying_signal), "trust": level_of(found.trust_need)}
        yield line


def _figures(prompts: Sequence[Planned]) -> Iterator[tuple[str, float, int]]:
    read = [classify(one.text, ()) for one in prompts]
    for at, name in enumerate(FIELDS):
        right = [one.said[at] == getattr(found, name) for one, found in zip(prompts, read, strict=True)]
        yield f"{name}_accuracy", sum(right) / max(1, len(right)), len(right)
    buying = [one.buying for one in prompts], [found.buying_signal for found in read]
    yield "buying_spearman", spearman(*buying), len(prompts)
    yield from _of_trust([one.trust for one in prompts], read)


def _of_trust(levels: Sequence[int], read: Sequence[Classification]) -> Iterator[tuple[str, float, int]]:
    needs = [found.trust_need for found in read]
    none, strong = ([need for level, need in zip(levels, needs, strict=True) if level == of] for of in (0, 2))
    yield "trust_auc", auc(none, strong), len(none) + len(strong)
    yield "trust_spearman", spearman(levels, needs), len(needs)
    same = [level == level_of(need) for level, need in zip(levels, needs, strict=True)]
    yield "trust_level", sum(same) / max(1, len(same)), len(same)


def auc(low: Sequence[float], high: Sequence[float]) -> float:
    """How often one of ``high`` is above one of ``low``, a tie counting half; 0.5 where either is empty."""
    if not low or not high:
        return 0.5
    pairs = np.subtract.outer(np.array(high), np.array(low))
    return float(((pairs > 0) + 0.5 * (pairs == 0)).mean())


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation, ties at their middle rank; 0 where either side is constant."""
    if len(set(one)) < 2 or len(set(other)) < 2:
        return 0.0
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Sequence[float]) -> Any:
    _, place, counts = np.unique(np.array(values), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]
