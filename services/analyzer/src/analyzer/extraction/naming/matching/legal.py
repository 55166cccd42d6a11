"""Legal forms of firms: what may be left out of a listed name, and what a text may add to it.

The forms are ``lexicon/lists/naming/legal_forms.tsv``: as it is usually written, where it stands ("joined" are those of
scripts without spaces), and the countries. Points and slashes don't tell forms apart: "S.p.A." is "SpA".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

from analyzer.extraction.lexicon.english import is_function_word, is_ordinary
from analyzer.extraction.lexicon.firms import LEGAL_FORMS
from analyzer.extraction.text.fold import fold_name

_MOST_WORDS = 6
_SHORT = 4
"""Letters of forms without points that may be words, too, before a small word ("AS is")."""
_INITIALS = re.compile(r"\b(\w)\. (?=\w\.)")  # "d. d." is "d.d."
_POINTS = re.compile(r"[./]")
_QUOTES = ' "\u201e\u300c\u300d'
_LOWERED_TAIL = frozenset(["llc", "l.l.c.", "inc", "incorporated", "ltd", "gmbh", "plc", "corp", "corporation"])
"""Forms that texts write with any capitals; others are words elsewhere ("as", "ab")."""

Place = Literal["before", "behind", "both", "joined"]


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One form as it is usually written, with the countries (ISO 3166) that have it."""

    written: str
    place: Place
    countries: tuple[str, ...]
    example: str


class LegalFormsError(ValueError):
    """The file of legal forms breaks its form; the message gives the line."""


@lru_cache(maxsize=1)
def legal_forms() -> tuple[LegalForm, ...]:
    """All rows of the file. Raises LegalFormsError where it breaks its form."""
    return parse_forms(files("analyzer.extraction.lexicon.lists.naming").joinpath("legal_forms.tsv").read_text("utf-8"))


def parse_forms(text: str) -> tuple[LegalForm, ...]:
    """The rows of a text of that form. Raises LegalFormsError with the line that breaks it."""
    forms: list[LegalForm] = []
    for number, line in enumerate(text.splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(("form", "place", "countries", "example")) or not all(cells):
            raise LegalFormsError(f"legal_forms.tsv, line {number}: not four columns")
        place = next((known for known in get_args(Place) if known == cells[1]), None)
        if place is None or any(form.written == cells[0] for form in forms):
            raise LegalFormsError(f"legal_forms.tsv, line {number}: no such place, or the form a second time")
        forms.append(LegalForm(cells[0], place, tuple(cells[2].split()), cells[3]))
    return tuple(forms)


def without_form(folded: str) -> str:
    """A folded name without its legal forms, or nothing where it has none or is nothing else."""
    bare = _without_joined(_INITIALS.sub(r"\1.", folded))
    words = bare.split()
    named = _without_first(words)
    kept = _without_last(named)
    if len(kept) == 1 and (is_function_word(kept[0].lower()) or (named != words and is_ordinary(kept[0].lower()))):
        return ""
    found = " ".join(kept).strip(_QUOTES + ",")
    return found if found and (len(kept) < len(words) or bare != folded) else ""


def has_form(lowered: str) -> bool:
    """Whether a name of ASCII words in small letters may begin or end with a legal form."""
    words = lowered.split(" ")
    return len(words) > 1 and (words[-1] in LEGAL_FORMS or words[-1] in _last_words() or words[0] in _first_words())


def _without_joined(folded: str) -> str:
    bare, before = folded, None
    while bare != before:
        before = bare
        for form in _joined():
            if len(bare) > len(form):
                bare = bare.removeprefix(form).removesuffix(form).strip()
    return bare


def _without_first(words: Sequence[str]) -> list[str]:
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if _plain(words[:count], keep_case=True) in _before():
            return list(words[count:])
    return list(words)


def _without_last(words: Sequence[str]) -> list[str]:
    kept = list(words)
    going = True
    while going and len(kept) > 1:
        going = False
        for count in range(min(_MOST_WORDS, len(kept) - 1), 0, -1):
            said = kept[-count:]
            lowered = _plain(said)
            if (count == 1 and lowered in LEGAL_FORMS | {"&", "-", "\u2013"}) or _is_form(said, lowered):
                del kept[-count:]
                going = True
                break
    return kept


def _is_form(said: Sequence[str], lowered: str) -> bool:
    """Whether words are a form; two letters are one only with points or capitals ("A.D.", not "ad")."""
    return lowered in _behind() and (len(lowered) > 2 or "." in said[0] or any(map(str.isupper, said[0])))


def _plain(words: Sequence[str], *, keep_case: bool = False) -> str:
    spelled = " ".join(_POINTS.sub("", word).strip(",") for word in words)
    return spelled if keep_case else spelled.casefold()


def _of(*places: Place) -> Iterator[LegalForm]:
    return (form for form in legal_forms() if form.place in places)


@lru_cache(maxsize=1)
def _behind() -> frozenset[str]:
    return frozenset(_plain(fold_name(form.written).split()) for form in _of("behind", "both"))


@lru_cache(maxsize=1)
def _before() -> frozenset[str]:
    return frozenset(_plain(fold_name(form.written).split(), keep_case=True) for form in _of("before", "both"))


@lru_cache(maxsize=1)
def _joined() -> tuple[str, ...]:
    return tuple(sorted({fold_name(form.written) for form in _of("joined")}, key=len, reverse=True))


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in _behind())


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(form.partition(" ")[0].lower() for form in _before())


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    written = {fold_name(form.written) for form in _of("behind", "both")} | {"Co", "Co.", "S.A", "Oy"}
    others = {form for form in written if form.lower() not in _LOWERED_TAIL}
    spelled = {*others, *(_POINTS.sub("", form) for form in others if "." in form)}
    plain = {form for form in spelled if "." not in form and len(form) <= _SHORT}
    any_case, sure, doubtful = map(_any_of, (_LOWERED_TAIL, spelled - plain, plain))
    return re.compile(rf",? (?:(?i:{any_case})\b|(?:{sure})(?!\w)|(?:{doubtful})(?!\w)(?! [a-z]))(?: & Co\.? KG)?\.?")


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def legal_tail(text: str, end: int) -> int:
    """The end of a mention with the legal form that follows it, as in ``Acme, Inc.``"""
    if text[end : end + 1] not in (",", " "):
        return end
    hit = _tail().match(text, end)
    return hit.end() if hit else end
