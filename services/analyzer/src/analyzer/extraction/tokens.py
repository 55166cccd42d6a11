"""Tokens: words of scripts with spaces, single characters of scripts without, and the ampersand."""

import re
from dataclasses import dataclass

from analyzer.extraction.words import words

# Scripts written without spaces: a name may stand anywhere in a run, except that katakana words are whole words.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KATAKANA = r"\u30a0-\u30ff\u31f0-\u31ff"
_HANGUL = r"\uac00-\ud7af"
_TOKEN = re.compile(
    rf"[{_KATAKANA}]+|[{_HANGUL}]+|[{_UNSPACED}]"
    rf"|[^\W_{_UNSPACED}{_KATAKANA}{_HANGUL}]+(?:(?:\+{{1,2}}|\#)(?![\w+#]))?|&"
)
_ASCII_TOKEN = re.compile(r"[^\W_]+(?:(?:\+{1,2}|\#)(?![\w+#]))?|&", re.ASCII)
_HANGUL_WORD = re.compile(rf"[{_HANGUL}]+$")
_UNSPACED_CHAR = re.compile(rf"[{_UNSPACED}]")
_KEYS = {"and": "&"}

# Korean particles that may follow a name without a space.
_PARTICLES = words(
    """
    은 는 이 가 을 를 의 에 에서 에게 와 과 도 로 으로 만 보다 처럼 이나 나
    라는 이라는 입니다 이다 부터 까지 이며 이고
    """
)


@dataclass(slots=True)
class Token:
    """A token of a folded text; ``key`` is what is compared: case-folded, ``and`` as ``&``."""

    raw: str
    key: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The tokens of a folded text in order; linear."""
    if text.isascii():
        lower = text.lower()
        spans = map(re.Match.span, _ASCII_TOKEN.finditer(text))
        return [
            Token(text[start:end], _KEYS.get(lower[start:end]) or lower[start:end], start, end) for start, end in spans
        ]
    tokens = []
    for hit in _TOKEN.finditer(text):
        raw = hit.group()
        key = raw.lower() if raw.isascii() else raw.casefold()
        tokens.append(Token(raw, _KEYS.get(key, key), hit.start(), hit.end()))
    return tokens


def particle_stem(raw: str, known: int) -> bool:
    """Whether a Korean word is a name of ``known`` letters with a particle."""
    return bool(_HANGUL_WORD.match(raw)) and raw[known:] in _PARTICLES


def is_hangul(raw: str) -> bool:
    """Whether a token is Korean."""
    return raw[0] >= "\uac00" and bool(_HANGUL_WORD.match(raw))


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script that is written without spaces."""
    return bool(_UNSPACED_CHAR.match(char))
