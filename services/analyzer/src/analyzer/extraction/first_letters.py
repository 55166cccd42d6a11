"""Which words of a text a key may begin with: a hashed table of first letters, asked for all words at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_HEAD = 6  # letters that are looked at first
_WINDOW = 8  # bytes that are read at once
_FIRST = {size: np.uint64((1 << 8 * size) - 1) for size in range(1, _HEAD + 1)}
_SPREAD = np.uint64(
    11_400_714_819_323_198_485
)  # Knuth's multiplicative hash (TAOCP 3, 6.4): 2**64 over the golden ratio
_ROOM = 32  # bytes of the table for each head: one word in thirty is let through by chance


@dataclass(slots=True)
class FirstLetters:
    """An index of keys by their first letters: ``likely`` never denies a word that a key begins with."""

    _lengths: dict[str, int] = field(default_factory=dict)
    _sizes: tuple[int, ...] = ()
    _table: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(2, np.bool_))

    def build(self, keys: Iterable[str]) -> None:
        """Take the keys; called once."""
        lengths = self._lengths
        for key in keys:
            head = key[:_HEAD]
            lengths[head] = lengths.get(head, 0) | 1 << len(key)  # the lengths of the keys that begin so, as bits
        self._sizes = tuple(sorted({len(head) for head in lengths}))
        self._table = np.zeros(1 << max(8, (_ROOM * len(lengths)).bit_length()), np.bool_)
        plain = "".join(head.ljust(_WINDOW, "\0") for head in lengths if head.isascii())
        self._table[self._hashed(np.frombuffer(plain.encode(), "<u8"))] = True

    def likely(self, letters: bytes, begins: NDArray[np.intp]) -> NDArray[np.intp]:
        """The indices of ``begins``, places in ASCII letters, at which a key may begin."""
        padded = letters + bytes(_WINDOW - 1)
        windows: NDArray[np.uint64] = np.ndarray((len(letters),), "<u8", buffer=padded, strides=(1,))
        heads = windows.take(begins)
        found = np.zeros(len(begins), np.bool_)
        for size in self._sizes:
            found |= self._table.take(self._hashed(heads & _FIRST[size]))
        return np.flatnonzero(found)

    def lengths(self, letters: str, begin: int) -> list[int]:
        """How long keys are that begin as the letters at a place do, longest first."""
        bits = 0
        for size in self._sizes:
            bits |= self._lengths.get(letters[begin : begin + size], 0)
        found: list[int] = []
        while bits:
            size = bits.bit_length() - 1
            bits ^= 1 << size
            found.append(size)
        return found

    def _hashed(self, heads: NDArray[np.uint64]) -> NDArray[np.intp]:
        return ((heads * _SPREAD) >> np.uint64(65 - len(self._table).bit_length())).astype(np.intp)
