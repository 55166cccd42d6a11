"""Edits of a text, and the way back from the edited text to the one that was stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Edit(NamedTuple):
    """``text`` is read where ``start:end`` stands; nothing is, where it is empty."""

    start: int
    end: int
    text: str = ""


class Source(NamedTuple):
    """A source that was taken out of the text: what it is called, where it leads; either may be empty."""

    start: int
    end: int
    label: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``text[i]`` stands for the code points ``starts[i]`` to ``ends[i]`` of the stored answer.

    ``cuts`` gives for the first code point of each span of which nothing is left the one behind it. ``sources`` lie
    within cuts.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    cuts: Mapping[int, int] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @property
    def is_as_stored(self) -> bool:
        """Whether nothing was edited."""
        return isinstance(self.starts, range)

    def edited(self, edits: Iterable[Edit], sources: Iterable[Source] = ()) -> "Cleaned":
        """The same with edits and sources whose offsets count in ``text``; of edits that overlap the first counts."""
        ordered = _apart(edits)
        if not ordered:
            return self
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, text in (*ordered, Edit(len(self.text), len(self.text))):
            parts.append(self.text[at:start])
            starts.extend(self.starts[at:start])
            ends.extend(self.ends[at:start])
            if text:
                parts.append(text)
                starts.extend([self.starts[start]] * len(text))
                ends.extend([self.ends[end - 1]] * len(text))
            at = end
        cuts = {self.starts[start]: self.ends[end - 1] for start, end, text in ordered if not text}
        taken = (Source(self.starts[start], self.ends[end - 1], *said) for start, end, *said in sources)
        return Cleaned("".join(parts), starts, ends, {**self.cuts, **cuts}, tuple(sorted((*self.sources, *taken))))


def as_stored(answer: str) -> Cleaned:
    """An answer that nothing was taken from."""
    return Cleaned(answer, range(len(answer)), range(1, len(answer) + 1))


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order that don't overlap; of two that begin together the longer one counts."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start < edit.end and (not kept or kept[-1].end <= edit.start):
            kept.append(edit)
    return kept
