"""Folding: one spelling for what a reader takes as the same text, with the way back to the original code points.

Accents, curly quotes, dashes, full-width letters, ligatures and invisible characters are levelled; case is kept,
because it is evidence. Each folded character remembers the code points it came from.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_PUNCTUATION = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07\u05f3", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02\u05f4", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d\u05be", "-"),
    **dict.fromkeys("\u2013\u2014\u2015", "\u2013"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f", " "
    ),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("\u2122\u00ae\u2120\u00a9", ""),
}
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
_LETTERS |= {"ß": "ss", "ẞ": "SS", "ı": "i", "İ": "I", "þ": "th", "Þ": "Th"}
# Letters of Arabic that keyboards of other countries write otherwise, and the stroke that stretches a word.
_LETTERS |= {"ی": "ي", "ى": "ي", "ک": "ك", "ٱ": "ا", "ـ": ""}

# Digits in a ring, in brackets, with a full stop, in a black ring.
_RINGED = {
    chr(first + at): at + 1
    for most, firsts in ((20, (0x2460, 0x2474, 0x2488)), (10, (0x24F5, 0x2776, 0x2780, 0x278A)))
    for first in firsts
    for at in range(most)
}
_BEFORE_ITEMS = frozenset(" \n\t*#>-•·|,;:、。，；：")

# A base with what belongs to it: combining marks, and the vowels and finals of decomposed Hangul.
_CLUSTER = re.compile(r"[^\x00-\x7f]|[\x00-\x7f](?=[\u0300-\u036f\ufe0f\u20e3])", re.DOTALL)
_PUNYCODE = re.compile(r"(?<![\w-])xn--([a-z0-9-]{1,59})")
_ASCII_FOLDED = re.compile(r"[\t\v\f\r]")
_ASCII_TABLE = dict.fromkeys(map(ord, "\t\v\f\r"), " ")
_TRAILING = frozenset(["Mn", "Me"])
_DROPPED = frozenset(["Cf", "Cs", "Co"])
_NUKTA = "\u093c"  # the dot under letters of foreign words in Devanagari is often left out


@dataclass(frozen=True, slots=True)
class Folded:
    """``text[i]`` stands for the code points ``starts[i]`` to ``ends[i]`` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(original: str) -> Folded:
    """Fold a text; linear in its length, and without copying work where it is plain ASCII."""
    if original.isascii() and not _ASCII_FOLDED.search(original):
        size = len(original)
        return Folded(original, range(size), range(1, size + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    index, size, counted = 0, len(original), 0
    while index < size:
        hit = _CLUSTER.search(original, index)
        plain_end = hit.start() if hit else size
        if plain_end > index:
            parts.append(original[index:plain_end].translate(_ASCII_TABLE))
            starts.extend(range(index, plain_end))
            ends.extend(range(index + 1, plain_end + 1))
        if hit is None:
            break
        end = _cluster_end(original, plain_end)
        folded = _numbering(original, plain_end, end, counted)
        counted += folded != ""
        folded = folded or _fold_cluster(original[plain_end:end])
        if not folded and ends:
            ends[-1] = end if _is_mark(original[plain_end]) else ends[-1]
        parts.append(folded)
        starts.extend([plain_end] * len(folded))
        ends.extend([end] * len(folded))
        index = end
    return Folded("".join(parts), starts, ends)


def fold_name(name: str) -> str:
    """The folded text of a name or an alias, trimmed."""
    return fold(name).text.strip()


def decoded(host: str) -> str:
    """A host in small letters with its labels of other scripts as people write them ("xn--mnchen-3ya.de")."""
    return _PUNYCODE.sub(_label, host) if _PUNYCODE.search(host) else host


def _label(hit: re.Match[str]) -> str:
    try:
        return hit[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return hit.group()


def _numbering(text: str, start: int, end: int, counted: int) -> str:
    """A number in a ring or brackets (``①``, ``❷``, ``⑶``) where an item may begin; behind a word it is a footnote,
    unless it counts on from the items before it."""
    number = _RINGED.get(text[start])
    if number is None or (start and text[start - 1] not in _BEFORE_ITEMS and not (counted and number == counted + 1)):
        return ""
    glued = " " if start and text[start - 1] not in _BEFORE_ITEMS else ""
    return f"{glued}{number}." + ("" if text[end : end + 1] in ("", " ", "\n") else " ")


def _cluster_end(text: str, start: int) -> int:
    end = start + 1
    limit = min(len(text), start + 32)
    while end < limit and _extends(text[end]):
        end += 1
    return end


def _extends(char: str) -> bool:
    if char < "\u0300":
        return False
    return unicodedata.category(char) in _TRAILING or "\u1160" <= char <= "\u11ff" or char in "\uff9e\uff9f"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in _TRAILING


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    base = cluster[0]
    level = _PUNCTUATION.get(base, _LETTERS.get(base))
    if level is not None:
        return level
    if "\u20e3" in cluster and base.isdigit():
        return f"{base}."  # a keycap numbers an item
    category = unicodedata.category(base)
    if category in _DROPPED or (category in _TRAILING and len(cluster) == 1):
        return ""
    if category == "No" and not base.isascii():
        return " "  # a superscript is a footnote mark, not a digit of the name before it
    composed = unicodedata.normalize("NFKC", cluster)
    decomposed = unicodedata.normalize("NFD", composed)
    if decomposed and _is_alphabetic_script(decomposed[0]):
        return "".join(_LETTERS.get(char, char) for char in decomposed if not _is_mark(char))
    return composed.replace("\n", " ").replace(_NUKTA, "")


def _is_alphabetic_script(char: str) -> bool:
    """Whether marks on this base are accents, or points that most texts leave out: Latin, Greek, Cyrillic, Hebrew and
    Arabic; elsewhere they change the letter."""
    return char < "\u0780" or "\u1e00" <= char <= "\u1fff"
