"""The brand with its other spellings: with legal form, in one word and in two, with & and with its word."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.identity.hosts import WITH_LEGAL_FORM, domain_label, host_of, spellings
from analyzer.sites.rules.identity.name import agreement
from analyzer.sites.rules.reading import Reading, Weighed
from analyzer.sites.rules.reading.prose import letters
from common.contracts.vocabulary import BrandName

_MOST = 5
_LONGEST = 255
_SHORT_FORM = 0.4
_JOINS = {"de": "und", "fr": "et"}


def brand_of(reading: Reading, named: tuple[Weighed, ...]) -> BrandName:
    """The customer's own brand, ``tracked``; with nothing that names it, the title of its first page."""
    host = host_of(reading.site.url)
    name = named[0].value if named else reading.site.home.title or "This company"
    aliases = dict.fromkeys(each for each in _aliases(reading, name, host, named) if each and each != name)
    return BrandName(
        name=name[:_LONGEST], aliases=tuple(aliases)[:_MOST], domains=(host,) if host else (), tracked=True
    )


def _aliases(reading: Reading, name: str, host: str | None, named: tuple[Weighed, ...]) -> Iterator[str]:
    join = _JOINS.get(reading.language, "and")
    yield from _legal(reading, name)
    for each in named[1:]:
        if agreement(each.value, name) and each.strength >= _SHORT_FORM:
            yield each.value
    yield re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", name)
    yield name.replace(" & ", f" {join} ")
    yield re.sub(rf" (?:{join}) ", " & ", name)
    if host and letters(domain_label(host)) in spellings(name) and domain_label(host) != name.lower():
        yield domain_label(host)


def _legal(reading: Reading, name: str) -> Iterator[str]:
    for line in reading.lines:
        for found in WITH_LEGAL_FORM.finditer(line.text) if len(line.text) < 600 else ():
            if agreement(found[1].strip(" ,"), name):
                yield found[0].strip(" ,")
