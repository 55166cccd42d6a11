"""The most frequent words of five languages with their ranks, and what German joins of them."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

LANGUAGES = frozenset(("en", "de", "fr", "es", "pt"))
_SHORTEST_PART = 4
_LONG = 7
_RARE = 24_000
"""Rank from which a word is no part of a compound: rare short ones are found in any name."""
_LINKS = ("", "s", "n", "en", "es", "e", "er")
"""What German puts between the parts of a compound."""
_ENDINGS = {
    "en": ("s", "es", "'s"), "de": ("e", "en", "er", "n", "s", "es", "in", "innen"), "fr": ("s", "x", "e", "es"),
    "es": ("s", "es"), "pt": ("s", "es"),
}  # fmt: skip
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=8)
def ranks(language: str) -> Mapping[str, int]:
    """The listed words of a language with their ranks, 0 the most frequent; empty for a language without a list."""
    if language not in LANGUAGES:
        return {}
    words = files(__package__).joinpath(f"{language}.txt").read_text("utf-8").split()
    return {word: rank for rank, word in enumerate(words)}


@lru_cache(maxsize=8)
def plain_ranks(language: str) -> Mapping[str, int]:
    """As ``ranks``, by the words without their accents, as folded text has them: the more frequent of two counts."""
    found: dict[str, int] = {}
    for word, rank in ranks(language).items():
        found.setdefault(word if word.isascii() else _without_accents(word), rank)
    return found


def _without_accents(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))


def stems(word: str, language: str) -> Iterator[str]:
    """A word without what its language puts at its end."""
    return (word.removesuffix(end) for end in _ENDINGS.get(language, ()) if word.endswith(end))


def is_compound(word: str, listed: Mapping[str, int]) -> bool:
    """Whether a word falls into two or more frequent words, joined as German joins them."""
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head, tail = word[:at], word[at:]
        if any(
            _part(each, listed) or (len(each) > _SHORTEST_PART and each in listed)
            for each in (tail, *stems(tail, "de"))
        ) and any(_part(head.removesuffix(link), listed) for link in _LINKS if head.endswith(link)):
            return True
    return False


def _part(word: str, listed: Mapping[str, int]) -> bool:
    if len(word) < _SHORTEST_PART:
        return False
    frequent = min(listed.get(word, _RARE), listed.get(f"{word}e", _RARE), listed.get(f"{word}en", _RARE)) < _RARE
    rare = len(word) >= _LONG and word in listed
    return frequent or rare or (len(word) >= 2 * _SHORTEST_PART and is_compound(word, listed))
