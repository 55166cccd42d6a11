"""What kind of business it is: what structure, sentences and the words of a trade say together."""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from analyzer.sites.rules.identity.category.model import Statement
from analyzer.sites.rules.identity.hosts import host_of, without_legal_form
from analyzer.sites.rules.identity.name import is_own
from analyzer.sites.rules.identity.words import Cue, Words, structured_types
from analyzer.sites.rules.reading import Line, Reading, Weighed, Witness, weigh
from analyzer.sites.rules.reading.prose import letters
from common.contracts.vocabulary import BusinessKind

_PRODUCTS = ("Product", "ProductGroup", "IndividualProduct")
_PUBLIC_HOSTS = ("gov", "gouv", "admin", "mil")
_FRONT = ("title", "description", "name", "statement", "doing")
"""Where a service that is named is what the business does, not one of what it does."""
_PROMISE = 300
"""How much of a line is kept as the text of a witness."""


def find_kind(
    reading: Reading, words: Words, named: tuple[Weighed, ...], names: Iterable[str], statements: Iterable[Statement]
) -> tuple[Weighed, ...]:
    """The kinds that something speaks for, the best supported first."""
    told = [*_structured(reading, named, frozenset(map(letters, names))), *_hosts(reading)]
    told += _dealings(reading, words, names)
    for cue in words.cues:
        told += _cued(reading, cue)
    told += [
        Witness(each.phrase.kind, each.source, 0.9 * each.weight, each.url, each.text)
        for each in statements
        if each.phrase.kind
        and each.source != "spoken"
        and (each.phrase.head not in words.services or each.source in _FRONT)
    ]
    return weigh(told)


def _structured(reading: Reading, named: tuple[Weighed, ...], own: frozenset[str]) -> Iterator[Witness]:
    types = structured_types()
    brands: dict[str, Witness] = {}
    for url, item in reading.items():
        text = f"{item.type}: {item.name or ''}".strip(": ")
        for kind in get_args(BusinessKind):
            if item.type in types.get(kind, ()):
                weight = 0.65 if is_own(item.name, named) else 0.2
                yield Witness(kind, "structured", weight, url, text)
        if item.type in _PRODUCTS:
            brand = letters(without_legal_form(item.brand or ""))
            if brand and any(brand == name or (len(brand) > 3 and name.startswith(brand)) for name in own):
                yield Witness("maker", "own brand", 0.55, url, text)
            elif brand:
                brands[brand] = Witness("shop", "brands sold", 0.75, url, f"{text} ({item.brand})")
            elif item.price:
                yield Witness("shop", "prices", 0.35, url, text)
                yield Witness("maker", "prices", 0.2, url, text)
    yield from list(brands.values())[: len(brands) if len(brands) > 1 else 0]


def _hosts(reading: Reading) -> Iterator[Witness]:
    labels = (host_of(reading.site.url) or "").split(".")
    if any(label in _PUBLIC_HOSTS for label in labels[-2:]):
        yield Witness("public_body", "host", 0.85, reading.site.url, reading.site.url)


def _dealings(reading: Reading, words: Words, names: Iterable[str]) -> Iterator[Witness]:
    """Sentences that say what it makes or sells."""
    own = "|".join(re.escape(name) for name in names) or "(?!)"
    for kind, says in words.frames:
        frame = re.compile(says.replace("{own}", own), re.IGNORECASE)
        for line in reading.content("paragraph", "description", "item", "heading"):
            if line.page_type != "blog" and frame.search(line.text):
                source = "making" if kind == "maker" else "range"  # the cues of that source read the same sentences
                yield Witness(kind, source, 0.4, line.url, line.text[:_PROMISE])
                break


def _cued(reading: Reading, cue: Cue) -> Iterator[Witness]:
    """A witness where enough sayings of the cue stand on the site; the more, on the more pages, the heavier."""
    pages: set[str] = set()
    first: dict[int, Line] = {}
    for line in reading.lines:
        if line.own and line.page_type != "blog" and line.place != "structured":
            for at, pattern in enumerate(cue.says):
                if (at not in first or line.url not in pages) and pattern.search(line.text):
                    first.setdefault(at, line)
                    pages.add(line.url)
    if len(first) >= cue.least:
        sure = min(1.0, 0.5 + 0.2 * (len(first) - cue.least) + 0.15 * (min(3, len(pages)) - 1))
        line = first[min(first)]
        yield Witness(cue.kind, cue.source, cue.weight * sure, line.url, line.text[:_PROMISE])
