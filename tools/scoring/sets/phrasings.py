"""Short answers in many wordings: what a reader says of each brand, without spans, against what the engine reads.

A block of ``phrasings/*.txt``: a line of brands (``Name = alias, host.com; Other``), the question if there is one
(``? ...``), the answer line by line (``| ...``) and the reader's labels (``> Name recommended #1; Other ignored``).
``named`` stands where more than one presence can be defended. The others are told only where they matter: ``unranked``
or ``#2``, ``belief=truth`` (or ``none``), and ``+``, ``-`` or ``0`` for the sign of the sentiment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from analyzer.extraction import Belief, Presence, ReadState, WantedBrand, extract
from scoring.gold import GoldError
from scoring.labelled import shares
from scoring.measures import sign

SET = "phrasings"
_BELIEFS = (*get_args(Belief), "none")
_SIGNS = {"+": 1, "-": -1, "0": 0}
_PRESENCES = (*get_args(Presence), "named")


@dataclass(frozen=True, slots=True)
class Said:
    """A label of one brand. What was not looked for is None; ``rank`` 0 and ``belief`` "none" say there is none."""

    name: str
    presence: str
    rank: int | None = None
    belief: str | None = None
    sign: int | None = None


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One answer with its brands, the question or an empty text, and a label for each brand."""

    brands: tuple[WantedBrand, ...]
    prompt: str
    answer: str
    labels: tuple[Said, ...]


def load_phrasings(path: Path) -> list[Phrasing]:
    """Every block of a file. Raises GoldError for a block that breaks the form; the message gives its first line."""
    return [_phrasing(block.strip("\n")) for block in path.read_text("utf-8").split("\n\n") if block.strip()]


def rows(folder: Path) -> list[dict[str, Any]]:
    """Shares of brands that are read as the reader read them: named or not, presence, rank; per file and of all."""
    found: dict[str, list[tuple[Said, ReadState]]] = {"all": []}
    for path in sorted(folder.glob("*.txt")):
        found[path.stem] = list(_read(path))
        found["all"] += found[path.stem]
    lines: list[dict[str, Any]] = []
    for category, pairs in found.items():
        hits = {
            "named_accuracy": [(said.presence == "ignored") == (state.presence == "ignored") for said, state in pairs],
            "presence_accuracy": [said.presence == state.presence for said, state in pairs if said.presence != "named"],
            "rank_exact": [(state.rank or 0) == said.rank for said, state in pairs if said.rank is not None],
            "belief_agreement": [(state.belief or "none") == said.belief for said, state in pairs if said.belief],
            "sentiment_agreement": [
                sign(state.sentiment) == said.sign for said, state in pairs if said.sign is not None
            ],
        }
        lines += shares(SET, category, hits)
    return lines


def _read(path: Path) -> Iterator[tuple[Said, ReadState]]:
    for one in load_phrasings(path):
        states = {state.brand: state for state in extract(one.answer, one.brands, prompt=one.prompt or None).states}
        yield from ((said, states[said.name]) for said in one.labels)


def _phrasing(block: str) -> Phrasing:
    first, *lines = block.split("\n")
    brands = tuple(map(_brand, first.split("; ")))
    prompt = " ".join(line[2:] for line in lines if line.startswith("? "))
    answer = "\n".join(line[2:] for line in lines if line.startswith("|"))
    labels = tuple(_said(label, first) for line in lines if line.startswith("> ") for label in line[2:].split("; "))
    if not answer or {one.name for one in brands} != {label.name for label in labels}:
        raise GoldError(f"{first}: an answer and one label for each brand are wanted")
    return Phrasing(brands, prompt, answer, labels)


def _brand(written: str) -> WantedBrand:
    name, _, rest = written.partition(" = ")
    others = [other for other in rest.split(", ") if other]
    hosts = tuple(other for other in others if "." in other and other.islower())
    return WantedBrand(name, tuple(other for other in others if other not in hosts), hosts)


def _said(label: str, where: str) -> Said:
    words = label.split(" ")
    told: dict[str, Any] = {}
    while words and (read := _told(words[-1])):
        told |= read
        words.pop()
    if len(words) < 2 or words[-1] not in _PRESENCES:
        raise GoldError(f"{where}: {label!r} is no label")
    return Said(" ".join(words[:-1]), words[-1], **told)


def _told(word: str) -> dict[str, Any]:
    """What a word behind the presence tells; nothing where it is the presence itself."""
    if word == "unranked":
        return {"rank": 0}
    if word[0] == "#" and word[1:].isdigit():
        return {"rank": int(word[1:])}
    if word.startswith("belief=") and word[7:] in _BELIEFS:
        return {"belief": word[7:]}
    return {"sign": _SIGNS[word]} if word in _SIGNS else {}
