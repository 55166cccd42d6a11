"""What languages put at the end of a name, and which names a written word may therefore be a form of.

The endings are ``lexicon/lists/naming/endings.tsv``: per class of names what they end in (``ends``), what is taken off
(``cut``), what stands there instead (``put``), and the endings ("=" is the stem's last letter once more). Letters are
folded as everywhere: "ą" is "a".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from analyzer.extraction.text.fold import fold_name

_COLUMNS = 7
_SHORTEST_STEM = 2
SHORT_NAME = 3
"""Shorter names have no forms; of one as short as this one letter more makes another word."""


class EndingsError(ValueError):
    """The file of endings breaks its form; the message gives the line."""


@dataclass(frozen=True, slots=True)
class NameClass:
    """A class of names and its endings; ``examples`` are pairs of a name and a form that needs the row."""

    identity: str
    languages: frozenset[str]
    ends: re.Pattern[str]
    cuts: tuple[str, ...]
    put: str
    endings: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Endings:
    """The endings of some languages by what a written word ends in."""

    _of: dict[str, list[tuple[str, re.Pattern[str]]]] = field(default_factory=dict)
    _doubling: dict[str, list[re.Pattern[str]]] = field(default_factory=dict)
    _longest: int = 0

    @classmethod
    def of(cls, rows: Iterable[NameClass]) -> "Endings":
        """The endings of some rows."""
        made = cls()
        for row in rows:
            for ending in row.endings:
                made._longest = max(made._longest, len(row.put) + len(ending))
                if ending.startswith("="):
                    made._doubling.setdefault(ending[1:], []).append(row.ends)
                    continue
                entries = made._of.setdefault(row.put + ending, [])
                entries.extend((cut, row.ends) for cut in row.cuts if (cut, row.ends) not in entries)
        return made

    def names_of(self, written: str) -> Iterator[str]:
        """The keys of names that a written word, in small letters, may be a form of."""
        for size in range(1, min(self._longest, len(written) - _SHORTEST_STEM) + 1):
            stem, ending = written[:-size], written[-size:]
            for cut, ends in self._of.get(ending, ()):
                key = stem + cut
                if len(key) >= SHORT_NAME and ends.search(key):
                    yield key
            if ending in self._doubling and stem[-1:] == stem[-2:-1]:
                yield from (stem[:-1] for ends in self._doubling[ending] if ends.search(stem[:-1]))


@lru_cache(maxsize=1)
def name_classes() -> tuple[NameClass, ...]:
    """All rows of the file. Raises EndingsError where it breaks its form."""
    text = files("analyzer.extraction.lexicon.lists.naming").joinpath("endings.tsv").read_text("utf-8")
    return parse_endings(text)


def parse_endings(text: str) -> tuple[NameClass, ...]:
    """The rows of a text of that form. Raises EndingsError with the line that breaks it."""
    rows: list[NameClass] = []
    for number, line in enumerate(text.splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != _COLUMNS or not all(cells):
            raise EndingsError(f"endings.tsv, line {number}: not {_COLUMNS} columns")
        identity, languages, ends, cuts, put, endings, examples = cells
        if any(row.identity == identity for row in rows):
            raise EndingsError(f"endings.tsv, line {number}: a second row {identity!r}")
        pairs = tuple(tuple(example.split(">")) for example in examples.split(" "))
        if not all(len(pair) == len(("name", "form")) for pair in pairs):
            raise EndingsError(f"endings.tsv, line {number}: an example is not name>form")
        rows.append(
            NameClass(
                identity, frozenset(languages.split()), re.compile(_key(ends)),
                tuple(_key(cut) for cut in cuts.split()), _key(put), tuple(dict.fromkeys(map(_key, endings.split()))),
                tuple((name, form) for name, form in pairs),
            )
        )  # fmt: skip
    return tuple(rows)


def _key(cell: str) -> str:
    return "" if cell == "-" else fold_name(cell).casefold()


@lru_cache(maxsize=64)
def endings_of(languages: frozenset[str]) -> Endings | None:
    """The endings of languages together; None where none of them has any."""
    rows = [row for row in name_classes() if row.languages & languages]
    return Endings.of(rows) if rows else None


def stem_of(key: str) -> str:
    """What all forms of a name begin with, whatever the language; the key itself where nothing is taken off."""
    for size in range(min(_longest_cut(), len(key) - _SHORTEST_STEM), 0, -1):
        if any(ends.search(key) for ends in _cuts().get(key[-size:], ())):
            return key[:-size]
    return key


@lru_cache(maxsize=1)
def _cuts() -> dict[str, list[re.Pattern[str]]]:
    cuts: dict[str, list[re.Pattern[str]]] = {}
    for row in name_classes():
        for cut in filter(None, row.cuts):
            cuts.setdefault(cut, []).append(row.ends)
    return cuts


@lru_cache(maxsize=1)
def _longest_cut() -> int:
    return max(map(len, _cuts()))
