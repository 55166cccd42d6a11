"""When two texts say the same: case, accents, apostrophes, white space and plural endings aside. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from common.english.words import words

_CHARACTERS = "\u3005\u3040-\u30ff\u3400-\u9fff"
"""Kana and Chinese characters: written without spaces, so each counts as a word."""
_WORD = re.compile(rf"[{_CHARACTERS}]|[^\W_{_CHARACTERS}]+")
_ENDINGS = ("en", "es", "n", "s", "e", "x")
_LEAST_STEM = 3
COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no"})
"""Languages that write compounds as one word, so that a stem may stand within it."""
_LEAST_WITHIN = 5
_SMALL = words(
    """
    a an the for of in at to and on with by from s
    der die das den dem des ein eine fur von vom im am an zu zur zum und mit aus in bei
    le la les l un une de des du d pour et a au aux en avec par
    """
)


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """The words of a text in small letters without accents, each between blanks; the whole begins and ends with one."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = unicodedata.normalize("NFC", "".join(one for one in apart if not "\u0300" <= one <= "\u036f"))
    return f" {' '.join(_WORD.findall(plain))} "


@lru_cache(maxsize=50_000)
def _singular(text: str) -> str:
    return f" {' '.join(map(_without_ending, folded(text).split()))} "


def _without_ending(word: str) -> str:
    word = word[:-3] + "y" if word.endswith("ies") and len(word) > _LEAST_STEM + 2 else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


def same(one: str, other: str) -> bool:
    """Whether both are the same words."""
    return folded(one) == folded(other)


def same_kind(one: str, other: str, places: Iterable[str] = ()) -> bool:
    """Whether both name one kind of thing: the same words in any order and number, but for small words and places."""
    near = {word for place in places for word in _singular(place).split()}
    first, second = (set(_singular(text).split()) - _SMALL for text in (one, other))
    return bool(first) and (first == second or (first - near == second - near and bool(first - near)))


def holds(text: str, phrase: str) -> bool:
    """Whether the words of ``phrase`` stand in ``text`` one after another; plural endings aside."""
    within = _singular(phrase)
    telling = [word for word in within.split() if word not in _SMALL]
    return len("".join(telling)) > 1 and within in _singular(text)


def overlap(finding: str, spelling: str) -> bool:
    """Whether one of them holds the other as words."""
    return holds(finding, spelling) or holds(spelling, finding)


def speaks_of(text: str, stem: str, language: str) -> bool:
    """Whether a word of ``text`` begins with ``stem``, a word or a phrase.

    Three letters or fewer must be the whole word but for a plural. In a language that compounds, five letters or more
    may stand within a word as well.
    """
    within, wanted = folded(text), folded(stem).strip()
    if not wanted:
        return False
    if len(wanted) <= _LEAST_STEM and not re.match(f"[{_CHARACTERS}]", wanted):
        return any(f" {wanted}{ending} " in within for ending in ("", "s", "es"))
    if language in COMPOUNDING and len(wanted) >= _LEAST_WITHIN:
        return wanted in within
    return f" {wanted}" in within


Fits = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Matches:
    """Findings against entries, by their numbers: ``pairs`` one to one, ``again`` a further finding of an entry."""

    pairs: dict[int, int]
    again: frozenset[int]


def matched(findings: Sequence[str], entries: Sequence[Sequence[str]], fits: Fits) -> Matches:
    """As many findings as can be paired with entries, each once (a maximum matching; the first come first)."""
    edges = [[n for n, entry in enumerate(entries) if any(fits(text, one) for one in entry)] for text in findings]
    taken: dict[int, int] = {}

    def place(finding: int, seen: set[int]) -> bool:
        for entry in edges[finding]:
            if entry not in seen:
                seen.add(entry)
                if entry not in taken or place(taken[entry], seen):
                    taken[entry] = finding
                    return True
        return False

    for number in range(len(findings)):
        place(number, set())
    pairs = {finding: entry for entry, finding in taken.items()}
    return Matches(pairs, frozenset(n for n, fitting in enumerate(edges) if fitting and n not in pairs))
