"""How answers say where something comes from; the lists themselves are ``lists/sources.txt``."""

import re

from analyzer.extraction.lexicon.words import word_lists

_SOURCES = word_lists("sources.txt")

NO_NAMES = _SOURCES["no names"]


def phrases(heading: str) -> tuple[str, ...]:
    """The phrases of a list, longest first."""
    return tuple(sorted((one.replace("_", " ") for one in _SOURCES[heading]), key=lambda one: (-len(one), one)))


def one_of(heading: str) -> str:
    """A list as a part of a regular expression, longest first."""
    return "|".join(map(re.escape, phrases(heading)))
