"""Whether a word is an ordinary one of its language: what a name is told from where every noun has a capital."""

from functools import lru_cache

from analyzer.extraction.lexicon import is_compound, ranks, stems

_READ = frozenset(("en", "de", "fr"))
"""The languages of sites; the lists have more."""
_SHORTEST_PART = 4
_SHORTEST_STEM = 3


@lru_cache(maxsize=65536)
def is_ordinary(word: str, language: str) -> bool:
    """Whether a word, its stem, each part of its hyphenation or, in German, of its compound stands in a dictionary."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if language == "fr" and "'" in low:
        low = low.rpartition("'")[2]
    if "-" in low.strip("-"):
        return all(len(part) < _SHORTEST_PART or is_ordinary(part, language) for part in low.split("-"))
    if is_listed(low, language):
        return True
    return language == "de" and is_compound(low, ranks("de"))


def is_listed(word: str, language: str) -> bool:
    """Whether a dictionary itself has a word, and not only its parts."""
    low = word.casefold()
    if language not in _READ:
        return False
    listed = ranks(language)
    return low in listed or any(len(stem) > _SHORTEST_STEM and stem in listed for stem in stems(low, language))


def rank_of(word: str, language: str) -> int | None:
    """How frequent a word is in its language, 0 the most; None where the dictionary has it not."""
    return ranks(language).get(word.casefold()) if language in _READ else None
