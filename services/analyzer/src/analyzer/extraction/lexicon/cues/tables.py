"""The rows of the cues: read, checked, and found in a clause.

A table (``rows/recommended.tsv``) has the columns ``id``, ``dimension``, ``pattern``, ``weight`` and ``support``: the
labelled answers that need the row. A row is tried only on clauses that hold one of the words without which it can't be
found.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from analyzer.extraction.lexicon.cues.anchors import anchors, words_of
from analyzer.extraction.lexicon.cues.expressions import Classes, expression
from analyzer.extraction.lexicon.cues.language import PatternError, parsed

COLUMNS = ("id", "dimension", "pattern", "weight", "support")
TABLES = (
    "recommended",
    "abroad/advice",
    "trusted",
    "stance",
    "beliefs",
    "sentiment",
    "lists",
    "contrast",
    "comparisons",
    "places",
    "refusal",
)
LONGEST = 160
"""Characters of a pattern: a longer one is two rows, or wants a class."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class CueError(ValueError):
    """A row breaks a rule; the message names the table, the row, the column and the reason."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One wording: what it says (``dimension``), how strongly or how surely (``weight``), and who needs it."""

    id: str
    dimension: str
    pattern: str
    weight: float
    support: tuple[str, ...]


class Cues:
    """The rows of some tables, ready to be found in clauses."""

    def __init__(self, rows: tuple[Cue, ...], classes: Classes) -> None:
        """``rows`` in the order in which they are looked for. Raises CueError for a pattern that can't be compiled."""
        self.rows = rows
        self._expressions: list[re.Pattern[str]] = []
        self._anchored: dict[str, list[int]] = {}
        self._always: list[int] = []
        for at, row in enumerate(rows):
            options, found = _compiled(row, classes)
            self._expressions.append(found)
            wanted = anchors(options, classes)
            if wanted is None:
                self._always.append(at)
            for word in wanted or ():
                self._anchored.setdefault(word, []).append(at)
        self._words = frozenset(self._anchored)

    def found(self, text: str) -> Iterator[tuple[Cue, re.Match[str]]]:
        """Every place of every row in a text, row by row."""
        for at in self.candidates(text):
            for hit in self._expressions[at].finditer(text):
                yield self.rows[at], hit

    def nested(self, text: str) -> Iterator[tuple[Cue, re.Match[str]]]:
        """As ``found``, places within others included: "A beats B, and both are cheaper than C"."""
        for at in self.candidates(text):
            hit = self._expressions[at].search(text)
            while hit:
                yield self.rows[at], hit
                hit = self._expressions[at].search(text, hit.start() + 1)

    def holds(self, text: str) -> bool:
        """Whether any row is found in a text."""
        return any(self._expressions[at].search(text) for at in self.candidates(text))

    def candidates(self, text: str) -> list[int]:
        """The rows that may be found in a text by its words, in their order."""
        said = self._words & words_of(text) if self._words else self._words
        if not said:
            return self._always
        return sorted({*self._always, *(at for word in said for at in self._anchored[word])})


def _compiled(row: Cue, classes: Classes) -> tuple[tuple[tuple[Any, ...], ...], re.Pattern[str]]:
    try:
        options = parsed(row.pattern)
        return options, re.compile(expression(options, classes))
    except (PatternError, re.error) as reason:
        raise CueError(f"{row.id}, pattern: {reason}") from None


@lru_cache(maxsize=1)
def classes() -> Classes:
    """The named classes of ``classes.tsv``: rows of one name are wordings of one class."""
    rows = [_columns("classes", number, line, 2) for number, line in lines("classes")]
    return {name: _wordings(name, [pattern for _, pattern in same]) for name, same in groupby(rows, lambda row: row[0])}


def _wordings(name: str, patterns: list[str]) -> tuple[tuple[Any, ...], ...]:
    try:
        return tuple(option for pattern in patterns for option in parsed(pattern))
    except PatternError as reason:
        raise CueError(f"classes, {name}, pattern: {reason}") from None


@lru_cache(maxsize=32)
def table(name: str) -> tuple[Cue, ...]:
    """The rows of one table, in its order. Raises CueError."""
    return tuple(read_rows(name, lines(name)))


def cues_of(*tables: str, only: tuple[str, ...] = ()) -> Cues:
    """The rows of some tables, or of them those of the dimensions ``only``, compiled once. Raises CueError."""
    return _cues_of(tables, only)


@lru_cache(maxsize=64)
def _cues_of(tables: tuple[str, ...], only: tuple[str, ...]) -> Cues:
    rows = [row for name in tables for row in table(name) if not only or row.dimension in only]
    if not rows:
        raise CueError(f"{', '.join(tables)}: no row says {', '.join(only)}")
    return Cues(tuple(rows), classes())


@lru_cache(maxsize=1)
def valences() -> dict[str, float]:
    """How warm a word is about a product, -3 to 3 (``valence.tsv``)."""
    rows = [_columns("valence", number, line, 2) for number, line in lines("valence")]
    return {word: float(weight) for word, weight in rows}


def file_of(name: str) -> tuple[str, str]:
    """The folder and the file of a table: ``rows`` for English, and one of its own for other languages."""
    folder, _, file = name.rpartition("/")
    return folder or "rows", f"{file}.tsv"


def lines(name: str) -> Iterator[tuple[int, str]]:
    """The numbered lines below the header; a line that opens with ``#`` is a remark."""
    found = files(__package__).joinpath(*file_of(name)).read_text("utf-8").splitlines()
    return ((number, line) for number, line in enumerate(found[1:], 2) if line and not line.startswith("#"))


def read_rows(name: str, lines: Iterator[tuple[int, str]]) -> Iterator[Cue]:
    """The rows of numbered lines. Raises CueError for the first that breaks a rule."""
    seen: set[tuple[str, str]] = set()
    for number, line in lines:
        columns = _columns(name, number, line, len(COLUMNS))
        cue = _row(f"{name}, line {number}", dict(zip(COLUMNS, columns, strict=True)))
        if (cue.dimension, cue.id) in seen:
            raise CueError(f"{name}, line {number}, id: {cue.id} occurs twice")
        seen.add((cue.dimension, cue.id))
        yield cue


def _columns(name: str, number: int, line: str, most: int) -> list[str]:
    columns = line.split("\t")
    if len(columns) != most:
        raise CueError(f"{name}, line {number}: {most} columns are wanted, not {len(columns)}")
    return columns


def _row(where: str, row: Mapping[str, str]) -> Cue:
    if not _SLUG.fullmatch(row["id"]):
        raise CueError(f"{where}, id: {row['id']!r} is no slug")
    if not row["dimension"]:
        raise CueError(f"{where}, dimension: none")
    if not 0 < len(row["pattern"]) <= LONGEST:
        raise CueError(f"{where}, pattern: 1 to {LONGEST} characters are wanted, not {len(row['pattern'])}")
    try:
        weight = float(row["weight"])
    except ValueError:
        raise CueError(f"{where}, weight: {row['weight']!r} is no number") from None
    support = tuple(one for one in row["support"].split(", ") if one)
    return Cue(row["id"], row["dimension"], row["pattern"], weight, support)
