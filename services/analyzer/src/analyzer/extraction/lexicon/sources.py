"""How answers say where something comes from; the lists themselves are ``lists/sources.txt``."""

import re

from analyzer.extraction.lexicon.words import word_lists

_SOURCES = word_lists("sources.txt")

NO_NAMES = _SOURCES["no names"]


def one_of(heading: str) -> str:
    """A list as a part of a regular expression, longest first."""
    phrases = sorted(_SOURCES[heading], key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase.replace("_", " ")) for phrase in phrases)
