"""Witnesses for what is offered: lists that are found by their shape, whatever the heading above them says."""

import re
from collections.abc import Iterable, Iterator

from analyzer.sites.rules.reading.ordinary import is_ordinary
from analyzer.sites.rules.reading.weighing import Witness
from analyzer.sites.rules.substance.offerings.goods import kinds_of
from analyzer.sites.rules.substance.offerings.runs import Member, Run
from analyzer.sites.rules.substance.offerings.witnesses import Finder, Told

_MANY = 5
"""So many cards are goods; fewer may be the plans of one thing."""
_PER_MONTH = re.compile(
    r"(?:/|\b(?:per|a|an|pro|im|par)\s?)\s?(?:mo\b|month|year|yr|user|monat|jahr|mois|an\b)", re.IGNORECASE
)
_MOSTLY = 0.6
"""Share of a list's names that must be names of things; else it is a list of reasons, steps or sentences."""
_KINDS = {"heading": "heading", "item": "run", "lead": "run", "priced": "priced", "card": "priced", "table": "table"}


def witnesses_of(runs: Iterable[Run], finder: Finder, texts: list[str]) -> Iterator[Witness]:
    """What each list of things names; of a shop's cards what kinds of goods they are."""
    for run in runs:
        if not is_of_things(run, finder):
            continue
        offered = finder.is_offered(run.first)
        kind = "announced" if offered and run.shape == "heading" else _KINDS[run.shape]
        if kind == "run" and offered:
            kind = "listed"
        if run.shape == "card" and (finder.sells_others or len(run.members) >= _MANY):
            names = [each.name for each in run.members]
            for value, name in kinds_of(names, texts, finder.language):
                yield from finder.witness(value, "goods", run.first.line.url, name)
            kind = "model" if finder.sells_others else kind
        for member in run.members:
            told = Told((), member.price) if member.price else None
            for text in _names(member, finder.language):
                if run.shape != "heading" or not finder.is_cut_short(text):
                    yield from finder.witness(text, kind, member.spot.line.url, member.spot.line.text, told)


def is_of_things(run: Run, finder: Finder) -> bool:
    """Whether a list names things, and stands where the business speaks of its own."""
    spot = run.first
    if spot.compared or finder.is_aside(spot) or finder.is_of_customers(spot, run.head):
        return False
    if run.shape == "card" and any(_PER_MONTH.search(each.price or "") for each in run.members):
        return False
    names = sum(finder.is_name(each.name) for each in run.members)
    return names >= _MOSTLY * len(run.members)


def _names(member: Member, language: str) -> Iterator[str]:
    """A name; where it is an invented one with its kind behind a comma, the kind: "The Aber, drum washer"."""
    first, _, second = member.name.partition(", ")
    proper = [part for part in re.split(r"[\s'’]", first) if part[:1].isupper() and not is_ordinary(part, language)]
    if second and proper and len(first.split()) < 4 and is_ordinary(second.split()[0], language):
        yield second
    else:
        yield member.name
