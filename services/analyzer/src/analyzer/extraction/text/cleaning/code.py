"""Where a text shows code: fenced blocks and spans between backticks. What stands there is shown as it is."""

import re
from bisect import bisect_right
from typing import NamedTuple

FENCE = re.compile(r"^ {0,3}(?:```+|~~~+)(?P<info>[^\n`]*)$", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]{1,400}\1(?!`)")


class Fenced(NamedTuple):
    """A fenced block from its first mark to its last; ``begin:close`` is its content, ``info`` what it says to be."""

    start: int
    end: int
    info: str
    begin: int
    close: int


class Spans:
    """Spans in order that don't overlap, asked for places in any order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def hold(self, at: int) -> bool:
        """Whether a place lies within one."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._spans[before][1]


def fenced(text: str) -> list[Fenced]:
    """The fenced blocks of a text in order; the last may be open to the end."""
    found: list[Fenced] = []
    opening: re.Match[str] | None = None
    for hit in FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        if opening is None:
            opening = hit
        else:
            closed = hit.start("info")
            found.append(Fenced(opening.start(), closed, opening["info"].strip(), opening.end(), hit.start()))
            opening = None
    if opening:
        found.append(Fenced(opening.start(), len(text), opening["info"].strip(), opening.end(), len(text)))
    return found


def code_spans(text: str) -> Spans:
    """Fenced blocks and spans between backticks."""
    blocks = [(block.start, block.end) for block in fenced(text)]
    if "`" not in text:
        return Spans(blocks)
    held = Spans(blocks)
    inline = [hit.span() for hit in _INLINE.finditer(text) if not held.hold(hit.start())]
    return Spans(sorted([*blocks, *inline]))
