"""Tokens: words of scripts with spaces, single characters of scripts without, and the ampersand."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from analyzer.extraction.lexicon.words import word_lists

# Scripts written without spaces: a name may stand anywhere in a run, except that katakana words are whole words.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KATAKANA = r"\u30a0-\u30ff\u31f0-\u31ff"
_HANGUL = r"\uac00-\ud7af"
# Scripts of India: vowels are marks there, which belong to their word; a danda ends a sentence.
_INDIC = r"\u0900-\u0963\u0966-\u096f\u0971-\u0dff"
UNSPACED = rf"{_UNSPACED}{_KATAKANA}{_HANGUL}"
"""A class of a pattern: letters of scripts that put no space behind an address."""
_TOKEN = re.compile(
    rf"[{_KATAKANA}]+|[{_HANGUL}]+|[{_UNSPACED}]"
    rf"|(?:[^\W_{_UNSPACED}{_KATAKANA}{_HANGUL}]|[{_INDIC}])+(?:(?:\+{{1,2}}|\#)(?![\w+#]))?|&"
)
_ASCII_TOKEN = re.compile(r"[^\W_]+(?:(?:\+{1,2}|\#)(?![\w+#]))?|&", re.ASCII)
_HANGUL_WORD = re.compile(rf"[{_HANGUL}]+$")
_UNSPACED_CHAR = re.compile(rf"[{_UNSPACED}]")
_KEYS = {"and": "&"}
_KANA_LETTERS = frozenset(map(chr, range(0x30A1, 0x30FB)))
_LARGE_KANA = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")

_KOREAN = word_lists("particles.txt")
# What may follow a Korean name without a space: a particle, also one of those of topic behind another ("에서는").
_PARTICLES = _KOREAN["particles"] | {
    case + topic for case in _KOREAN["particles of case"] for topic in ("", *_KOREAN["particles of topic"])
}
_PARTICLE_SIZES = tuple(sorted(set(map(len, _PARTICLES))))


class Token(NamedTuple):
    """A token of a folded text; ``key`` is what is compared: case-folded, ``and`` as ``&``."""

    raw: str
    key: str
    start: int
    end: int


_token: partial[Token] = partial(tuple.__new__, Token)  # a text has hundreds: made without a call in Python for each


def tokenize(text: str) -> list[Token]:
    """The tokens of a folded text in order; linear."""
    plain = text.isascii()
    spans = list(map(re.Match.span, (_ASCII_TOKEN if plain else _TOKEN).finditer(text)))
    if not spans:
        return []
    raws = [text[start:end] for start, end in spans]
    keys = [_KEYS.get(key, key) for key in (map(str.lower, raws) if plain else map(_lowered, raws))]
    starts, ends = zip(*spans, strict=True)
    return list(map(_token, zip(raws, keys, starts, ends, strict=True)))


def _lowered(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    return _kana_key(raw) if raw[0] in _KANA_LETTERS else raw.casefold()


def _kana_key(raw: str) -> str:
    """A katakana word as it is compared: small letters are written large in old firms' names (キヤノン, キャノン), and
    the long vowel mark at a word's end comes and goes (サーバ, サーバー)."""
    return raw.translate(_LARGE_KANA).rstrip("ー") or raw if len(raw) > 2 else raw


def behind(token: Token, size: int) -> Token:
    """What is left of a token behind its first letters."""
    return Token(token.raw[size:], token.key[size:], token.start + size, token.end)


def particle_sizes(raw: str) -> Iterator[int]:
    """How many letters at the end of a Korean word may be a particle behind a name."""
    if is_hangul(raw):
        yield from (size for size in _PARTICLE_SIZES if len(raw) > size and raw[-size:] in _PARTICLES)


def particle_of(last: Token, key: str) -> int:
    """How many letters of a Korean word follow the name ``key`` that it ends."""
    if key.endswith(last.key):
        return 0
    return next((size for size in particle_sizes(last.raw) if key.endswith(last.raw[:-size])), 0)


def is_hangul(raw: str) -> bool:
    """Whether a token is Korean."""
    return raw[0] >= "\uac00" and bool(_HANGUL_WORD.match(raw))


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script that is written without spaces."""
    return bool(_UNSPACED_CHAR.match(char))
