"""What is read in each labelled answer beside its labels, one JSON line an answer: the matter of every comparison.

A line: ``{"id", "set", "part", "brands": [{"brand", "label", "read"}]}``. ``label`` holds what a person said and
nothing else (no ``belief`` key: nobody looked for one); ``read`` holds all of it. Presences are words, ``rank`` 0 and
``belief`` "none" say that there is none, ``sign`` is -1, 0 or 1. ``named`` says whether the brand is mentioned at all.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.extraction import ReadState, WantedBrand, extract
from scoring.gold import Label, Row
from scoring.gold import load as load_gold
from scoring.measures import sign
from scoring.sets.phrasings import SET, Said, load_phrasings

Facts = dict[str, Any]
_HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One answer with what a person says of each of its brands, by name; of a phrasing as of a gold row."""

    id: str
    set: str
    part: str
    language: str
    prompt: str
    answer: str
    brands: tuple[WantedBrand, ...]
    labels: dict[str, Facts]


def labelled(gold: Path) -> list[Labelled]:
    """Every labelled answer below the folder of the corpus; the id of a phrasing is its file and its place in it.

    ``sentences.txt`` holds the sentences of the analyzer's own tests: they count as what they are, labelled answers.
    """
    found = [_of_gold(row) for row in load_gold(gold)]
    for path in (*sorted((gold / SET).glob("*.txt")), gold / "sentences.txt"):
        part = _HELD_OUT if path.stem.endswith(_HELD_OUT) else "dev"
        of = SET if path.parent.name == SET else path.stem
        for number, one in enumerate(load_phrasings(path), 1):
            labels = {said.name: _of_phrasing(said) for said in one.labels}
            name = f"{path.stem}.{number}"
            found.append(Labelled(name, of, part, "en", one.prompt, one.answer, one.brands, labels))
    return found


def _of_gold(row: Row) -> Labelled:
    labels = {label.brand.name: _label(label, english=row.language == "en") for label in row.labels}
    brands = tuple(label.brand for label in row.labels)
    return Labelled(row.id, "gold", row.part, row.language, row.prompt, row.answer, brands, labels)


def _label(label: Label, *, english: bool) -> Facts:
    """In other languages who is mentioned and ranked is read and no more."""
    facts: Facts = {"named": label.presence != "ignored", "rank": label.rank or 0}
    if english:
        facts["presence"] = label.presence
    if english and label.presence != "ignored":
        facts |= {"belief": label.belief or "none", "sign": label.sentiment}
    return facts


def _of_phrasing(said: Said) -> Facts:
    facts: Facts = {"named": said.presence != "ignored", "rank": said.rank, "belief": said.belief, "sign": said.sign}
    if said.presence != "named":
        facts["presence"] = said.presence
    return {key: value for key, value in facts.items() if value is not None}


def results(answers: Iterable[Labelled]) -> Iterator[dict[str, Any]]:
    """The line of each answer, as this engine reads it."""
    for one in answers:
        states = extract(one.answer, one.brands, prompt=one.prompt or None).states
        told = [{"brand": each.brand, "label": one.labels[each.brand], "read": _read(each)} for each in states]
        yield {"id": one.id, "set": one.set, "part": one.part, "brands": told}


def _read(state: ReadState) -> Facts:
    return {
        "named": state.presence != "ignored",
        "presence": state.presence,
        "rank": state.rank or 0,
        "belief": state.belief or "none",
        "sign": sign(state.sentiment),
    }


def load_results(path: Path) -> list[dict[str, Any]]:
    """The lines of a file that ``--results`` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_results(lines: Sequence[dict[str, Any]], path: Path) -> None:
    """One line an answer, in their order."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
