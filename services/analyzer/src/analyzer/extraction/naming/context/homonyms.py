"""Whether a word of a script without capitals is a name where it stands ("당근" is a carrot, and a market).

The words are ``lexicon/lists/homonyms.txt``. What makes one a name is what stands beside it, another name in a row with
it, quotation marks, or the head of a list; less sure are particles of place and sentences that speak of buying.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analyzer.extraction.lexicon.words import word_lists
from analyzer.extraction.naming.context.places import Occurrence
from analyzer.extraction.text.fold import fold_name
from analyzer.extraction.text.spans import span_over
from analyzer.extraction.text.tokens import is_unspaced

_SURE, _HINT = 2.0, 1.0
_NEAR = 12
_JOINER = re.compile(
    r"\s?(?:[、,/·・+]|和|与|與|及|或|跟|以及|や|と|vs\.?|와|과|랑|이랑|나|이나|या|और)\s?(?:또는 |및 )?"
).fullmatch
_SPACED_JOINER = re.compile(r"\s?[،,]?\s(?:و|أو|او|ו|או|और|या)?\s?-?").fullmatch
_QUOTES = {'"': '"', "'": "'", "「": "」", "『": "』", "《": "》", "【": "】", "[": "]"}
_BREAK = re.compile(r"[.!?。！？।;；\n]")
_OPENS = re.compile(r"(?:^|[,，、:：.!?。！？।;；\n])\s*$")
_MODEL = re.compile(r"[A-Za-z0-9]")

Span = tuple[int, int]


@lru_cache(maxsize=256)
def homonyms(heading: str) -> frozenset[str]:
    """The words of a list of ``homonyms.txt`` as texts are compared; empty where there is no such list."""
    return frozenset(fold_name(word).casefold() for word in word_lists("homonyms.txt").get(heading, ()))


def is_homonym(language: str, key: str) -> bool:
    """Whether a key is an ordinary word of a language without capitals."""
    return key in homonyms(language)


def homonym_votes(place: Occurrence, language: str, span: Span, named: Sequence[Span], others: Sequence[Span]) -> float:
    """What speaks for a name at a span of the text; ``named`` are names beyond doubt near it, ``others`` such words."""
    text = place.document.text
    start, end = span
    score = _SURE if _is_set_apart(place, start, end) else 0.0
    if _BeginsOrEnds(text, language).beside(start, end):
        score += _SURE
    sentence = _sentence(text, start, end)
    near = [one for one in named if sentence[0] <= one[0] < sentence[1]]
    if any(_in_a_row(text, one, span) for one in [*near, *others]):
        score += _SURE
    if near and is_unspaced(text[start]) and _OPENS.search(text, max(0, start - 2), start):
        score += _SURE
    hinted = _hinted(place, language, text, span)
    about = bool(near) + _has_any(
        text[slice(*sentence)], homonyms(f"{language} deals") | homonyms(f"{language} behind")
    )
    return score + (_HINT + _HINT * (about > 0) if hinted else 0.0)


class _BeginsOrEnds:
    """The words of a language that make a name of what stands beside them."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._before, self._behind = homonyms(f"{language} before"), homonyms(f"{language} behind")

    def beside(self, start: int, end: int) -> bool:
        """Whether one of them ends where the name begins, or begins where it ends."""
        before = self._text[max(0, start - _NEAR) : start].rstrip(' "').casefold()
        behind = self._text[end : end + _NEAR].lstrip(' "').casefold()
        unspaced = is_unspaced(self._text[start]) or "\u30a0" <= self._text[start] <= "\u30ff"
        if not unspaced:
            return before.rpartition(" ")[2] in self._before or any(map(behind.startswith, self._behind))
        return any(map(before.endswith, self._before)) or any(map(behind.startswith, self._behind))


def _is_set_apart(place: Occurrence, start: int, end: int) -> bool:
    """Whether a word stands in quotation marks, is all that is bold, a cell's whole, or the head of an item."""
    text, block = place.document.text, place.block
    if start and _QUOTES.get(text[start - 1]) == text[end : end + 1]:
        return True
    bold = span_over(block.bold, start)
    if (bold is not None and bold[1] - bold[0] <= end - start + 2) or span_over(block.cells, start) == (start, end):
        return True
    heads = block.start == start and block.kind in ("item", "heading")
    return heads and (
        end >= block.end or text[end : end + 3].lstrip()[:1] in ":–-(,：（" or _MODEL.match(text, end) is not None
    )


def _in_a_row(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    between = text[first[1] : second[0]]
    return bool(_JOINER(between) or _SPACED_JOINER(between))


def _hinted(place: Occurrence, language: str, text: str, span: tuple[int, int]) -> bool:
    before, behind = homonyms(f"{language} hints before"), homonyms(f"{language} hints behind")
    last = place.tokens[place.last - 1]
    rest = text[span[1] : last.end]
    after = place.tokens[place.last].key if place.last < len(place.tokens) else ""
    said = place.tokens[place.first - 1].key if place.first else ""
    prefixed = span[0] > place.tokens[place.first].start  # "in", "from" or "to" of Hebrew
    return prefixed or said in before or rest in behind or after in behind


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max((hit.end() for hit in _BREAK.finditer(text, max(0, start - 300), start)), default=max(0, start - 300))
    stop = _BREAK.search(text, end, end + 300)
    return begin, stop.start() if stop else min(len(text), end + 300)


def _has_any(sentence: str, listed: Iterable[str]) -> bool:
    return any(word in sentence.casefold() for word in listed)
