"""Ordered spans of a text: which one lies over a place."""

import sys
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

_SPAN_END = itemgetter(1)


def span_over(spans: Sequence[tuple[int, int]], start: int) -> tuple[int, int] | None:
    """The last of ordered spans that begins at or before an offset, where it goes beyond it."""
    at = bisect_right(spans, (start, sys.maxsize)) - 1
    return spans[at] if at >= 0 and spans[at][1] > start else None


def overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span shares a character with one of ordered spans."""
    at = bisect_right(spans, start, key=_SPAN_END)
    return at < len(spans) and spans[at][0] < end
