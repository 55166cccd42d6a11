"""The alternatives of the rows of cues: which no answer needs, and which two rows have."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analyzer.extraction.lexicon import Cue, Cues, alternatives, classes

Key = tuple[str, str]
"""A row: its dimension and its id."""


def key_of(cue: Cue) -> Key:
    """What tells a row from all others."""
    return cue.dimension, cue.id


def idle(cue: Cue, places: Mapping[str, str]) -> list[str]:
    """The alternatives of a row that no supporting answer needs: each of them is a rule without a case."""
    options = alternatives(cue.pattern)
    if len(options) == 1:
        return []
    rows = [Cues((replace(cue, pattern=option),), classes()) for option in options]
    return [option for option, row in zip(options, rows, strict=True) if not any(map(row.holds, places))]


def doubled(rows: Iterable[Cue]) -> dict[Key, Key]:
    """The rows with an alternative that an earlier row of their dimension has, with that row: they share answers."""
    first: dict[tuple[str, str], Key] = {}
    found: dict[Key, Key] = {}
    for cue in rows:
        for option in alternatives(cue.pattern):
            earlier = first.setdefault((cue.dimension, option), key_of(cue))
            if earlier != key_of(cue):
                found[key_of(cue)] = earlier
    return found
