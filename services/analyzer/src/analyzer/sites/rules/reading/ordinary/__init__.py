"""Whether a word is an ordinary one of its language: what a name is told from where every noun has a capital."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

LANGUAGES = frozenset(("en", "de", "fr"))
_SHORTEST_PART = 4
_SHORTEST_STEM = 3
_LONG = 7
_RARE = 24_000
"""Rank from which a word is no part of a compound: rare short ones are found in any name."""
_LINKS = ("", "s", "n", "en", "es", "e", "er")
"""What German puts between the parts of a compound."""
_ENDINGS = {
    "en": ("s", "es", "'s"), "de": ("e", "en", "er", "n", "s", "es", "in", "innen"), "fr": ("s", "x", "e", "es"),
}  # fmt: skip


@lru_cache(maxsize=8)
def _listed(language: str) -> dict[str, int]:
    """The listed words with their ranks."""
    if language not in LANGUAGES:
        return {}
    words = files(__package__).joinpath(f"{language}.txt").read_text("utf-8").split()
    return {word: rank for rank, word in enumerate(words)}


@lru_cache(maxsize=65536)
def is_ordinary(word: str, language: str) -> bool:
    """Whether a word, its stem, each part of its hyphenation or, in German, of its compound stands in a dictionary."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if language == "fr" and "'" in low:
        low = low.rpartition("'")[2]
    if "-" in low.strip("-"):
        return all(len(part) < _SHORTEST_PART or is_ordinary(part, language) for part in low.split("-"))
    listed = _listed(language)
    if low in listed or any(len(stem) > _SHORTEST_STEM and stem in listed for stem in _stems(low, language)):
        return True
    return language == "de" and _compound(low, listed)


def is_listed(word: str, language: str) -> bool:
    """Whether a dictionary itself has a word, and not only its parts."""
    low = word.casefold()
    listed = _listed(language)
    return low in listed or any(len(stem) > _SHORTEST_STEM and stem in listed for stem in _stems(low, language))


def _stems(word: str, language: str) -> Iterator[str]:
    return (word.removesuffix(end) for end in _ENDINGS.get(language, ()) if word.endswith(end))


def _compound(word: str, listed: dict[str, int]) -> bool:
    """Whether a word falls into two or more frequent words, joined as German joins them."""
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head, tail = word[:at], word[at:]
        if any(
            _part(each, listed) or (len(each) > _SHORTEST_PART and each in listed)
            for each in (tail, *_stems(tail, "de"))
        ) and any(_part(head.removesuffix(link), listed) for link in _LINKS if head.endswith(link)):
            return True
    return False


def _part(word: str, listed: dict[str, int]) -> bool:
    if len(word) < _SHORTEST_PART:
        return False
    frequent = min(listed.get(word, _RARE), listed.get(f"{word}e", _RARE), listed.get(f"{word}en", _RARE)) < _RARE
    rare = len(word) >= _LONG and word in listed
    return frequent or rare or (len(word) >= 2 * _SHORTEST_PART and _compound(word, listed))


def rank_of(word: str, language: str) -> int | None:
    """How frequent a word is in its language, 0 the most; None where the dictionary has it not."""
    return _listed(language).get(word.casefold())
