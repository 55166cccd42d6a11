"""Where keys stand in the letters of a text: one automaton (Aho and Corasick, 1975) finds all of them in one pass."""

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation

_WINDOW = 1 << 16  # letters that are looked at together: bounds the hits that are held at once


class Keys:
    """A set of keys to be found in text without separators; a text costs its letters, whatever the number of keys."""

    __slots__ = ("_automaton", "_longest", "spelled")

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self.spelled = list(dict.fromkeys(keys))
        spelled = [key.encode() for key in self.spelled]
        self._longest = max(map(len, spelled), default=0)
        self._automaton = BytesAhoCorasick(spelled, implementation=Implementation.ContiguousNFA)

    def standing_in(self, letters: bytes) -> list[tuple[int, int, int]]:
        """Every key that stands in UTF-8 letters, whatever it shares with others: its index in ``spelled``, its span.

        Those of one start come in the order of their ends.
        """
        find = self._automaton.find_matches_as_indexes
        if len(letters) <= _WINDOW:
            return find(letters, overlapping=True)
        return [
            (number, at + start, at + end)
            for at in range(0, len(letters), _WINDOW)
            for number, start, end in find(letters[at : at + _WINDOW + self._longest], overlapping=True)
            if start < _WINDOW
        ]
