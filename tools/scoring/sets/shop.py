"""The set ``shop_answers``: whom real answers to shopping questions name, as a person read them, and what is found.

The answers are those of ``llm_answers``; the labels are the project's own (``gold/shop-answers.tsv``). Discovery is
told no brand at all; presence is read of the labelled names, all listed at once.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.extraction import ReadState, WantedBrand, extract
from analyzer.extraction.text import fold
from scoring.gold import FOLDER
from scoring.labelled import shares, table
from scoring.sets.answers import SET as ANSWERS

SET = "shop_answers"
LABELS = FOLDER / "shop-answers.tsv"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One answer by its row in the set: who must be found, with a presence where it is beyond doubt, and who may be."""

    row: int
    part: str
    names: dict[str, str | None]
    others: tuple[str, ...]


def rows(folder: Path) -> list[dict[str, Any]]:
    """Recall and precision of discovery, how many are found once listed, and their presence, per part.

    ``folder`` holds the sets. Raises FileNotFoundError where the answers are absent.
    """
    with (folder / ANSWERS / "answers.jsonl").open(encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    labels = load(LABELS)
    return [
        line
        for part in ("development", "held_out")
        for line in _part(part, [(asked[one.row], one) for one in labels if one.part == part])
    ]


def load(path: Path) -> list[Labelled]:
    """Every labelled answer."""
    return [
        Labelled(int(one["row"]), one["part"], dict(map(_named, _listed(one["names"]))), _listed(one["others"]))
        for one in table(path)
    ]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()


def _named(text: str) -> tuple[str, str | None]:
    name, _, presence = text.partition("=")
    return name, presence or None


def _part(part: str, labelled: Sequence[tuple[dict[str, str], Labelled]]) -> Iterator[dict[str, Any]]:
    found = [(one, [state.brand for state in _read(asked, ())]) for asked, one in labelled]
    wanted = [any(_same(brand, name) for brand in brands) for one, brands in found for name in one.names]
    said = [any(_same(brand, name) for name in (*one.names, *one.others)) for one, brands in found for brand in brands]
    listed = [
        (one.names[state.brand], state.presence) for asked, one in labelled for state in _listed_states(asked, one)
    ]
    named = [presence != "ignored" for _, presence in listed]
    read = [presence == label for label, presence in listed if label]
    measures = {
        "discovery_recall": wanted,
        "discovery_precision": said,
        "listed_found": named,
        "presence_accuracy": read,
    }
    return shares(SET, part, measures)


def _same(brand: str, name: str) -> bool:
    """Whether a found brand is the labelled one, or a product that bears its name."""
    found, wanted = (re.sub(r"[^a-z\d ]", "", fold(text).text.lower()) for text in (brand, name))
    return found.startswith(f"{wanted} ") or found.replace(" ", "") == wanted.replace(" ", "")


def _listed_states(asked: dict[str, str], one: Labelled) -> Iterator[ReadState]:
    yield from (state for state in _read(asked, list(one.names)) if one.names and not state.discovered)


def _read(asked: dict[str, str], names: Sequence[str]) -> Sequence[ReadState]:
    listed = list(map(WantedBrand, names))
    return extract(asked["answer"], listed, prompt=asked["prompt"], discover=not names).states
