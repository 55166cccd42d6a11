"""What a site is about: words that it comes back to, and that are not everybody's."""

import re
from collections import Counter
from collections.abc import Iterable

from analyzer.sites.rules.reading.ordinary import rank_of
from analyzer.sites.rules.substance.phrases import key_of
from analyzer.sites.rules.substance.places import Spot

_SHORTEST = 4
_EVERYBODYS, _COMMON = 500, 1600
"""Ranks of words that are never a topic, and of those that are one only where a title or a heading has them."""
_COMES_BACK = 3
_STANDING = frozenset(("title", "heading", "term", "row"))
_WORD = re.compile(r"[^\W\d_]{4,}")


class Topics:
    """The words of a site that say what it is about, by their keys: endings aside."""

    def __init__(self, spots: Iterable[Spot], language: str) -> None:
        lines: Counter[str] = Counter()
        standing: set[str] = set()
        ranks: dict[str, int | None] = {}
        for spot in spots:
            if not spot.once:
                continue
            words = {key_of(word): word for word in _WORD.findall(spot.line.text)}
            lines.update(words.keys())
            for key, word in words.items():
                if key not in ranks:
                    ranks[key] = rank_of(word, language)
            if spot.line.place in _STANDING:
                standing |= words.keys()
        self._words = frozenset(
            key for key, count in lines.items() if len(key) >= _SHORTEST and _is_topic(count, ranks[key], key in standing)
        )

    def of(self, text: str) -> frozenset[str]:
        """The topics that a text speaks of."""
        return frozenset(key_of(word) for word in _WORD.findall(text)) & self._words


def _is_topic(count: int, rank: int | None, stands: bool) -> bool:
    if rank is not None and rank < _EVERYBODYS:
        return False
    rare = rank is None or rank > _COMMON
    return (rare and count >= _COMES_BACK) or (stands and count > 1) or (rare and stands)
