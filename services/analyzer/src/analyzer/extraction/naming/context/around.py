"""Names near a place of a text, by where they begin."""

from bisect import bisect_left
from collections.abc import Iterable

_SENTENCE = 300  # letters of a long one

Span = tuple[int, int]


class Around:
    """Spans of names beyond doubt, and of words that are names only if others beside them are."""

    def __init__(self, names: Iterable[Span], words: Iterable[Span]) -> None:
        self._names, self._words = sorted(names), sorted(words)

    def names(self, start: int) -> list[Span]:
        """The names that begin near an offset."""
        return _near(self._names, start)

    def words(self, start: int) -> list[Span]:
        """The words that begin near an offset, not at it."""
        return [span for span in _near(self._words, start) if span[0] != start]


def _near(spans: list[Span], start: int) -> list[Span]:
    return spans[bisect_left(spans, (start - _SENTENCE, 0)) : bisect_left(spans, (start + _SENTENCE, 0))]
