"""Cases of use: an answer and what must, or must not, be read in it; one JSON object a line.

``{"id", "theme", "input": {"answer", "prompt"?, "brands", "discover"?}, "expected", "split"?, "counter"?, "note"?}``. A
brand is ``{"name", "aliases"?, "domains"?, "excluded"?}`` or its name alone; ``excluded`` are words that are not it. A
counter-example (``counter``) looks like the fault that its theme is about, and is read as it stands.

``expected`` gives a brand its state: ``ignored``, ``mentioned``, ``compared``, ``trusted``, ``recommended`` or
``named`` (any but ignored), several of them with ``|`` where more than one can be defended; then, where they matter,
``#2`` or ``unranked``, ``pos=2``, ``+`` or ``-`` (the sign of the sentiment). A text instead of an object is the state
of the brand behind the first slash of the id. Beside the brands stand:

- ``_found``, ``_absent``: names that discovery must, and must not, find; ``_nodiscovery``: it finds nothing at all.
- ``_refusal``: whether the answer is one.
- ``_shown``, ``_unshown``: by brand, words that the sentence shown first for it must, and must not, hold.
- ``_cited``: hosts and names among the sources that the answer gives.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from analyzer.extraction import Extraction, Presence, ReadState, WantedBrand
from scoring.gold import GoldError

PRESENCES: frozenset[str] = frozenset(get_args(Presence))
NAMED = PRESENCES - {"ignored"}
_KEYS = {"_found", "_absent", "_nodiscovery", "_refusal", "_shown", "_unshown", "_cited"}
_FACT = re.compile(r"#(?P<rank>\d+)|(?P<unranked>unranked)|pos=(?P<position>\d+)|(?P<sign>[+-])")
_SURE = 0.1
"""A sentiment within it of nought has no sign."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The state of one brand; what was not looked for is None, and ``rank`` 0 says that there must be none."""

    presences: frozenset[str]
    rank: int | None = None
    position: int | None = None
    sign: str | None = None

    @property
    def named(self) -> bool | None:
        """Whether the brand must be named; None where both can be defended."""
        return None if "ignored" in self.presences and self.presences & NAMED else bool(self.presences & NAMED)

    @property
    def open(self) -> bool:
        """Named, and nothing said about how."""
        return self.presences >= NAMED

    def unlike(self, state: ReadState | None) -> bool:
        """Whether a reading is not what is wanted; no state at all is that of an ignored brand."""
        presence = state.presence if state else "ignored"
        rank, position = (state.rank, state.position) if state else (None, None)
        sentiment = (state.sentiment if state else None) or 0.0
        return (
            presence not in self.presences
            or (self.rank is not None and (rank or 0) != self.rank)
            or (self.position is not None and position != self.position)
            or (self.sign == "+" and sentiment <= _SURE)
            or (self.sign == "-" and sentiment >= -_SURE)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One answer with the states wanted of its brands, and ``others``: what is wanted beside them, by its key."""

    id: str
    theme: str
    split: str
    counter: bool
    prompt: str | None
    answer: str
    brands: tuple[WantedBrand, ...]
    discover: bool
    states: Mapping[str, Wanted]
    others: Mapping[str, Any] = field(default_factory=dict)


def load_cases(path: Path) -> list[Case]:
    """The answers of a file; lines about pages are left out. Raises GoldError for a line that breaks the form."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = [json.loads(line) for line in lines]
    return [_case(row, path.stem) for row in rows if "answer" in row.get("input", {})]


def faults(case: Case, read: Extraction) -> list[str]:
    """What is wrong in a reading of the case, a short text each; none where the case is wholly right."""
    states = {state.brand: state for state in read.states}
    found = [
        f"{name}: {_said(states.get(name))}" for name, wanted in case.states.items() if wanted.unlike(states.get(name))
    ]
    return found + [fault for key, value in case.others.items() for fault in _beside(key, value, case, read)]


def _said(state: ReadState | None) -> str:
    if state is None:
        return "ignored"
    return f"{state.presence}, rank {state.rank}, position {state.position}, sentiment {state.sentiment}"


def _beside(key: str, value: Any, case: Case, read: Extraction) -> Iterator[str]:
    """The faults of one thing that is wanted beside the states."""
    discovered = {one.brand.lower() for one in read.states if one.discovered and one.presence != "ignored"}
    known = discovered | {brand.name.lower() for brand in case.brands}
    if key == "_found":
        yield from (f"not found: {name}" for name in value if not any(_within(name.lower(), one) for one in known))
    elif key == "_absent":
        yield from (f"found: {name}" for name in value if name.lower() in discovered)
    elif key == "_nodiscovery":
        yield from (f"found: {name}" for name in sorted(discovered) if value)
    elif key == "_refusal" and read.refusal != value:
        yield f"refusal: {read.refusal}"
    elif key == "_cited":
        yield from (f"not cited: {source}" for source in value if not _cites(read, source.lower()))
    elif key in ("_shown", "_unshown"):
        shown = {state.brand: state.evidence[0].text for state in read.states if state.evidence}
        for name, words in value.items():
            if (words in shown.get(name, "")) != (key == "_shown"):
                yield f"shown for {name}: {shown.get(name, 'nothing')}"


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _cites(read: Extraction, source: str) -> bool:
    """Whether a source is among the citations: by its host, or by its name where it stands without an address."""
    texts = [text.lower() for one in read.citations for text in astuple(one) if isinstance(text, str)]
    return any(text == source or text.endswith(f".{source}") for text in texts) or any(
        one.host.removeprefix("www.").split(".")[0] == source.replace(" ", "") for one in read.citations if one.host
    )


def _case(row: Mapping[str, Any], stem: str) -> Case:
    asked, expected = row["input"], row["expected"]
    if isinstance(expected, str):
        expected = {row["id"].partition("/")[2]: expected}
    others = {key: value for key, value in expected.items() if key.startswith("_")}
    if set(others) - _KEYS:
        raise GoldError(f"{row['id']}: not known: {', '.join(sorted(set(others) - _KEYS))}")
    states = {name: _wanted(spec, row["id"]) for name, spec in expected.items() if name not in others}
    return Case(
        id=row["id"],
        theme=row["theme"],
        split=row.get("split", stem),
        counter=row.get("counter", False),
        prompt=asked.get("prompt"),
        answer=asked["answer"],
        brands=tuple(map(_brand, asked["brands"])),
        discover=asked.get("discover", False),
        states=states,
        others=others,
    )


def _brand(given: Mapping[str, Any] | str) -> WantedBrand:
    """The brand, with those of its fields that the engine knows."""
    values = {"name": given} if isinstance(given, str) else given
    known = {one.name for one in fields(WantedBrand)}
    told: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values.items() if key in known
    }
    return WantedBrand(**told)


def _wanted(spec: str, where: str) -> Wanted:
    first, *words = spec.split()
    presences: Sequence[str] = first.split("|")
    facts = [_FACT.fullmatch(word) for word in words]
    if set(presences) - {*PRESENCES, "named"} or None in facts:
        raise GoldError(f"{where}: {spec!r} is no state")
    told = {key: value for fact in facts if fact for key, value in fact.groupdict().items() if value}
    rank = 0 if "unranked" in told else int(told["rank"]) if "rank" in told else None
    position = int(told["position"]) if "position" in told else None
    allowed = frozenset(presences) - {"named"} | (NAMED if "named" in presences else frozenset())
    return Wanted(allowed, rank, position, told.get("sign"))
