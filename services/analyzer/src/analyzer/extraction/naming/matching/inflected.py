"""Names in a text whose language inflects them: each word of a name may stand with an ending of that language.

Nothing is multiplied: the beginnings that all forms of a name share are looked for as keys are, and where one stands
the text's words are taken back to the names that they may be forms of. Both tables are made at the first such text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from analyzer.extraction.naming.matching.endings import SHORT_NAME, Endings, stem_of
from analyzer.extraction.naming.matching.keys import Keys
from analyzer.extraction.naming.matching.seams import Seam, joins, seam_before
from analyzer.extraction.naming.matching.spellings import Variant
from analyzer.extraction.text.tokens import Token, is_hangul, is_unspaced, tokenize

_MOST_WORDS = 5
_CAPITALS_ONLY = 3
"""Names of so few letters, all of them capitals, are words when they stand otherwise ("lotem" for LOT)."""

Claims = Callable[[str], tuple[Variant, ...]]


class InflectedNames:
    """The names of a matcher as languages with endings write them."""

    __slots__ = ("_claims", "_heads", "keys")

    def __init__(self, keys: Iterable[str], spelled: Iterable[str], claims: Claims) -> None:
        self._claims = claims
        self._heads = frozenset(chain.from_iterable(map(_heads, spelled)))
        self.keys = Keys({stem_of(key) for key in chain(keys, self._heads)})

    def match_at(self, text: str, tokens: Sequence[Token], index: int, endings: Endings) -> tuple[Variant, int] | None:
        """The name of most words that starts at a token, and the index after its last."""
        best: tuple[Variant, int] | None = None
        read: list[tuple[str, tuple[Seam, ...]]] = [("", ())]
        for at in range(index, min(index + _MOST_WORDS, len(tokens))):
            going_on: list[tuple[str, tuple[Seam, ...]]] = []
            for before, seams in read:
                seam = seam_before(text, tokens, at, len(before)) if at > index else None
                if at > index and seam is None:
                    continue
                crossed = (*seams, seam) if seam else seams
                for word in _names_of(tokens[at], endings):
                    name = before + word
                    other = len(name) <= SHORT_NAME and len(tokens[at].key) == len(name) + 1
                    found = None if other else self._claimed(name, crossed, tokens[index])
                    best = (found, at + 1) if found and (best is None or best[1] <= at) else best
                    if name in self._heads:
                        going_on.append((name, crossed))
            if not going_on:
                break
            read = going_on
        return best

    def _claimed(self, name: str, seams: Sequence[Seam], first: Token) -> Variant | None:
        for variant in self._claims(name):
            if variant.exact or not all(joins(variant, seam) for seam in seams):
                continue
            shouted = len(variant.key) <= _CAPITALS_ONLY and variant.raw.isupper()
            if not shouted or first.raw[: len(variant.key)].isupper():
                return variant
        return None


def _names_of(token: Token, endings: Endings) -> Iterator[str]:
    yield token.key
    if not (is_hangul(token.raw) or is_unspaced(token.raw[0])):
        yield from dict.fromkeys(endings.names_of(token.key))


def _heads(spelled: str) -> Iterator[str]:
    """What stands before each further word of a name, letters alone."""
    if spelled.isalnum():
        return
    head = ""
    for token in tokenize(spelled)[:-1]:
        head += token.key
        yield head
