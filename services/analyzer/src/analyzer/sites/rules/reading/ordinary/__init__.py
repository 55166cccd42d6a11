"""Whether a word is an ordinary one of its language: what a name is told from where every noun has a capital."""

from functools import lru_cache
from importlib.resources import files

LANGUAGES = frozenset(("en", "de", "fr"))
_SHORTEST_PART = 3
_LINKS = ("", "s", "n", "en", "es", "e", "er")
"""What German puts between the parts of a compound."""
_ENDINGS = {
    "en": ("s", "es", "'s"), "de": ("e", "en", "er", "n", "s", "es", "in", "innen"), "fr": ("s", "x", "e", "es"), 
}  # fmt: skip


@lru_cache(maxsize=8)
def _listed(language: str) -> frozenset[str]:
    if language not in LANGUAGES:
        return frozenset()
    return frozenset(files(__package__).joinpath(f"{language}.txt").read_text("utf-8").split())


@lru_cache(maxsize=65536)
def is_ordinary(word: str, language: str) -> bool:
    """Whether a word, its stem, each part of its hyphenation or, in German, of its compound stands in a dictionary."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    if language == "fr" and "'" in low:
        low = low.rpartition("'")[2]
    if "-" in low.strip("-"):
        return all(len(part) < _SHORTEST_PART or is_ordinary(part, language) for part in low.split("-"))
    listed = _listed(language)
    if low in listed:
        return True
    stems = (low.removesuffix(end) for end in _ENDINGS.get(language, ()) if low.endswith(end))
    if any(len(stem) > _SHORTEST_PART and stem in listed for stem in stems):
        return True
    return language == "de" and _compound(low, listed)


def _compound(word: str, listed: frozenset[str]) -> bool:
    """Whether a word falls into listed ones, the last of them at least four letters long."""
    for at in range(len(word) - _SHORTEST_PART - 1, _SHORTEST_PART - 1, -1):
        tail = word[at:]
        if not (tail in listed or any(tail.endswith(end) and tail.removesuffix(end) in listed for end in ("n", "en", "s"))):
            continue
        head = word[:at]
        if any(head.endswith(link) and _part(head.removesuffix(link), listed) for link in _LINKS):
            return True
    return False


def _part(word: str, listed: frozenset[str]) -> bool:
    return len(word) >= _SHORTEST_PART and (word in listed or f"{word}e" in listed or (len(word) > 7 and _compound(word, listed)))
