"""Where a name may begin and end in scripts that don't set words apart: not within a word of the language.

Chinese is cut by a dictionary (rjieba, which has jieba's): a word that holds a part of a name and reaches beyond it
takes the name away ("京东" in "北京|东路"), unless what it adds is a firm's ("平安" in "平安保险"). In Japanese a name
of Chinese characters does not go on to the left; in Thai and its relatives vowels and tones belong to their letter.
"""

import unicodedata
from functools import lru_cache

import rjieba

from analyzer.extraction.naming.context.homonyms import homonyms

_AROUND = 12
_LEADING_VOWELS = frozenset("เแโใไ")
_FOLLOWING = frozenset("ะาๅๆ")  # vowels behind their letter, and the sign that says a word twice


def stands_apart(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name in such a script may be one at a span of the text."""
    if _is_han(text[start]) or _is_han(text[end - 1]):
        return _apart_in_japanese(text, start, end) if language == "ja" else _apart_in_chinese(text, start, end)
    if text[end : end + 1] and (unicodedata.category(text[end]) in ("Mn", "Mc") or text[end] in _FOLLOWING):
        return False
    return text[start - 1 : start] not in _LEADING_VOWELS


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _apart_in_japanese(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _AROUND) : start]
    if before and _is_han(before[-1]) and _is_han(text[start]) and not before.endswith(tuple(homonyms("ja before"))):
        return False
    around = text[start : end + _AROUND]
    return not around.startswith(tuple(homonyms("ja words")))


def _apart_in_chinese(text: str, start: int, end: int) -> bool:
    first, last = start, end
    while first and start - first < _AROUND and _is_han(text[first - 1]):
        first -= 1
    while last < len(text) and last - end < _AROUND and _is_han(text[last]):
        last += 1
    if (first, last) == (start, end):
        return True
    begin = first
    for word in _cut(text[first:last]):
        after = begin + len(word)
        if begin < start < after and not (after >= end and text[begin:start] in homonyms("zh before")):
            return False
        if begin < end < after and text[end:after] not in homonyms("zh behind"):
            return False
        begin = after
    return True


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(rjieba.cut(run, False))
