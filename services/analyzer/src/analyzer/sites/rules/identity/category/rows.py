"""Kinds of business of the taxonomy of whose words a site is full, or with which it names itself."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from analyzer.sites.rules.identity.category.catalogue import NAMED, Entry, entry, heard, names_of, of_type
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase
from analyzer.sites.rules.identity.name import agreement, is_own
from analyzer.sites.rules.reading import Line, Reading, Weighed
from common.contracts.vocabulary import BusinessKind

_FRONT = {"title": 0.4, "description": 0.35, "heading": 0.25}
_NAME, _TYPE, _PART_OF_IT, _SPOKEN = 0.45, 0.6, 0.2, 0.4
_TERM = 0.7
"""How much a word that others use too counts beside a name of the row."""
_AGAIN = 0.4
_ENOUGH = 4.0
_MOST_ROWS = 6


def find_rows(reading: Reading, speaker: Speaker, named: tuple[Weighed, ...]) -> list[Statement]:
    """Rows as statements: from structured types, the names and the front of the site."""
    language = speaker.words.language or reading.language
    found = [*_types(reading, language, named), *_names(named, language)]
    for line in reading.lines:
        weight = _FRONT.get(line.place, 0.0) if line.own and line.page_type in ("homepage", "about") else 0.0
        said = {each.row: each.term for each in heard(line.text, language) if each.strength >= NAMED} if weight else {}
        for row in sorted(said):
            found += _stated(row, language, line.place, weight, line, said[row])
    return found


def spoken_rows(reading: Reading, speaker: Speaker, kind: BusinessKind | None) -> list[Statement]:
    """The rows of one kind of whose words the site is fullest. A word that many businesses use counts once and little,
    a name as often as it is said."""
    language = speaker.words.language or reading.language
    counted: defaultdict[str, float] = defaultdict(float)
    terms: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Line] = {}
    for line in reading.content():
        if line.page_type == "blog" or line.text.lower() in speaker.words.lists["navigation"]:
            continue
        for (row, term), strength in {
            (each.row, each.term): each.strength for each in heard(line.text, language)
        }.items():
            told = entry(row, language)
            if told is None or (kind and told.kind not in (kind, None)):
                continue
            counted[row] += _counting(strength, again=term in terms[row])
            terms[row].add(term)
            first.setdefault(row, line)
    best = sorted(counted, key=lambda row: (-counted[row], row))[:_MOST_ROWS]
    found: list[Statement] = []
    for row in best:
        weight = _SPOKEN * min(1.0, counted[row] / _ENOUGH) ** 0.5 * counted[row] / counted[best[0]]
        found += _stated(row, language, "spoken", weight, first[row])
    return found


def _counting(strength: float, *, again: bool) -> float:
    if strength < NAMED:
        return 0.0 if again else _TERM * strength
    return _AGAIN * strength if again else strength


def _types(reading: Reading, language: str, named: tuple[Weighed, ...]) -> Iterator[Statement]:
    for url, item in reading.items():
        if told := of_type(item.type, language):
            weight = _TYPE if is_own(item.name, named) else _PART_OF_IT
            yield Statement(_phrase(told), "structured", weight, url, f"{item.type}: {item.name or ''}", told.row)


def _names(named: tuple[Weighed, ...], language: str) -> Iterator[Statement]:
    for each in named[:6]:
        if agreement(each.value, named[0].value):
            for match in heard(each.value, language):
                if match.strength >= NAMED and not match.whole and (told := entry(match.row, language)):
                    place = each.witnesses[0]
                    weight = _NAME * min(1.0, match.strength)
                    yield Statement(_phrase(told), "name", weight, place.url, place.text, told.row)


def _stated(row: str, language: str, source: str, weight: float, line: Line, said: str = "") -> Iterator[Statement]:
    """The row by the name that the site has for it (``said``), where that is one of its names."""
    if told := entry(row, language):
        by_name = said in names_of(row, language)
        share = weight if by_name or not said else _TERM * weight
        yield Statement(
            _phrase(replace(told, one=said) if by_name else told), source, share, line.url, line.text[:300], row
        )


def _phrase(told: Entry) -> Phrase:
    """A row's name as a phrase; its head is the whole name, so that it agrees with what is of the same row alone."""
    return Phrase(tuple(told.one.split()), told.one.lower(), listed=True, kind=told.kind)
