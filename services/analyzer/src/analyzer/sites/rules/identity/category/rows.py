"""Kinds of business of the taxonomy of whose words a site is full, or with which it names itself."""

from collections import defaultdict
from collections.abc import Iterator

from analyzer.sites.rules.identity.category.catalogue import NAMED, Entry, entry, heard, of_type
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase
from analyzer.sites.rules.reading import Line, Reading, Weighed

_FRONT = {"title": 0.4, "description": 0.35, "heading": 0.25}
_NAME, _TYPE, _SPOKEN = 0.45, 0.6, 0.4
_TERM = 0.35
"""How much a word that others use too counts beside a name of the row."""
_ENOUGH = 6.0
_MOST_ROWS = 6


def find_rows(reading: Reading, speaker: Speaker, named: tuple[Weighed, ...]) -> list[Statement]:
    """Rows as statements: from structured types, the names, the front of the site, and from all that it speaks of."""
    language = speaker.words.language or reading.language
    found = [*_types(reading, language), *_names(named, language)]
    counted: defaultdict[str, float] = defaultdict(float)
    terms: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Line] = {}
    for line in reading.lines:
        if not line.own or line.page_type == "blog" or line.place in ("navigation", "breadcrumb", "footer"):
            continue
        rows = {(each.row, each.term): each.strength for each in heard(line.text, language)}
        for (row, term), strength in rows.items():
            front = line.page_type in ("homepage", "about") and _FRONT.get(line.place, 0.0)
            if front and strength >= NAMED:
                found += _stated(row, language, line.place, front, line)
            if not line.furniture:
                counted[row] += strength if strength >= NAMED else 0.0 if term in terms[row] else _TERM
                terms[row].add(term)
                first.setdefault(row, line)
    best = sorted(counted, key=lambda row: (-counted[row], row))[:_MOST_ROWS]
    for row in best:
        weight = _SPOKEN * min(1.0, counted[row] / _ENOUGH) * counted[row] / counted[best[0]]
        found += _stated(row, language, "spoken", weight, first[row])
    return found


def _types(reading: Reading, language: str) -> Iterator[Statement]:
    for url, item in reading.items():
        if told := of_type(item.type, language):
            yield Statement(_phrase(told), "structured", _TYPE, url, f"{item.type}: {item.name or ''}", told.row)


def _names(named: tuple[Weighed, ...], language: str) -> Iterator[Statement]:
    from analyzer.sites.rules.identity.name import agreement

    for each in named[:6]:
        if agreement(each.value, named[0].value):
            for match in heard(each.value, language):
                if not match.whole and (told := entry(match.row, language)):
                    place = each.witnesses[0]
                    weight = _NAME * min(1.0, match.strength)
                    yield Statement(_phrase(told), "name", weight, place.url, place.text, told.row)


def _stated(row: str, language: str, source: str, weight: float, line: Line) -> Iterator[Statement]:
    if told := entry(row, language):
        yield Statement(_phrase(told), source, weight, line.url, line.text[:300], row)


def _phrase(told: Entry) -> Phrase:
    """A row's name as a phrase; its head is the whole name, so that it agrees with what is of the same row alone."""
    return Phrase(tuple(told.one.split()), told.one.lower(), listed=True, kind=told.kind)
