"""What a site is about: words that it comes back to, and that are not everybody's."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from analyzer.sites.rules.reading.ordinary import rank_of
from analyzer.sites.rules.substance.phrases import key_of
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.vocabulary import Vocabulary

_EVERYBODYS, _COMMON = 500, 1600
"""Ranks of words that are never a topic, and of those that are one only where a title or a heading has them."""
_AGAIN = 1.0
"""What a statement loses that is about nothing new."""
_COMES_BACK = 3
_STANDING = frozenset(("title", "heading", "term", "row"))
T = TypeVar("T")
_WORD = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff]{2,}|[^\W\d_\u3040-\u30ff\u4e00-\u9fff]{4,}")


class Topics:
    """The words of a site that say what it is about, by their keys: endings aside."""

    def __init__(self, spots: Iterable[Spot], words: Vocabulary) -> None:
        never = {key_of(word) for word in words.words("offer.plain")}
        lines: Counter[str] = Counter()
        standing: set[str] = set()
        ranks: dict[str, int | None] = {}
        for spot in spots:
            if not spot.once:
                continue
            found = {key_of(word): word for word in _WORD.findall(spot.line.text)}
            lines.update(found.keys())
            for key, word in found.items():
                if key not in ranks and words.pattern("offer.not").search(word):
                    never.add(key)
                if key not in ranks:
                    ranks[key] = rank_of(word, words.language)
            if spot.line.place in _STANDING:
                standing |= found.keys()
        self._words = frozenset(
            key for key, count in lines.items() if key not in never and _is_topic(count, ranks[key], key in standing)
        )

    def of(self, text: str) -> frozenset[str]:
        """The topics that a text speaks of."""
        return frozenset(key_of(word) for word in _WORD.findall(text)) & self._words


def _is_topic(count: int, rank: int | None, stands: bool) -> bool:
    if rank is not None and rank < _EVERYBODYS:
        return False
    rare = rank is None or rank > _COMMON
    return (rare and count >= _COMES_BACK) or (stands and count > 1) or (rare and stands)


def varied(weighed: list[tuple[float, T, frozenset[str]]], most: int) -> list[tuple[float, T]]:
    """The weightiest, one by one; what is about the topics of those before it counts for less.

    Carbonell and Goldstein, The use of MMR (1998): here with the share of topics said already as similarity.
    """
    left = list(weighed)
    said: set[str] = set()
    kept: list[tuple[float, T]] = []
    while left and len(kept) < most:
        at = max(range(len(left)), key=lambda each: (left[each][0] - _AGAIN * _share(left[each][2], said), -each))
        weight, value, about = left.pop(at)
        kept.append((weight, value))
        said |= about
    return kept


def _share(about: frozenset[str], said: set[str]) -> float:
    return len(about & said) / len(about) if about else 1.0
