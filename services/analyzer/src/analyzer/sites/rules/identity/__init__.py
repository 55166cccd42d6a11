"""Who a business is: its name, its kind, and the words with which customers look for such a supplier."""

import re
from collections.abc import Sequence
from typing import get_args

from analyzer.sites.rules.identity.aliases import brand_of
from analyzer.sites.rules.identity.category import (
    Categories,
    Speaker,
    Statement,
    find_categories,
    find_doings,
    find_goods,
    find_rows,
    find_statements,
    of_topic,
    spoken_rows,
    suppliers,
)
from analyzer.sites.rules.identity.kind import find_kind
from analyzer.sites.rules.identity.model import Identity
from analyzer.sites.rules.identity.name import agreement, find_name
from analyzer.sites.rules.identity.ordinary import Ordinary
from analyzer.sites.rules.identity.places import find_places, is_local, sourced
from analyzer.sites.rules.identity.selling import find_business_model
from analyzer.sites.rules.identity.words import is_empty, words_of
from analyzer.sites.rules.reading import Reading, Weighed
from common.contracts.vocabulary import BusinessKind

__all__ = ["CATEGORY_BAR", "KIND_BAR", "NAME_BAR", "Identity", "find_identity"]

NAME_BAR, KIND_BAR, CATEGORY_BAR = 0.4, 0.4, 0.42
"""Confidence from which on a field is understood, measured on the development sites."""
_PROPOSED = 0.2
"""Confidence below which not even a proposal is made of a kind."""
_LEAST_SOURCES, _MOST_NAMES = 2, 6
_FOR_A_TOPIC = ("publisher", "marketplace")
_ITS_WORD = frozenset(("statement", "name", "structured"))
"""Places in which a site says what it is."""
_ITS_FRONT = frozenset(("description", "title", "heading", "line", "goods"))
"""Places that may speak of others; two of them together don't."""


def find_identity(reading: Reading) -> Identity:
    """Who a site's business is; whatever it does not say stays None or empty."""
    words = words_of(reading)
    ordinary = Ordinary.of(reading, words)
    named = find_name(reading, words, ordinary)
    brand = brand_of(reading, named)
    related = (each.value for each in named[:_MOST_NAMES] if agreement(each.value, brand.name))
    names = tuple(dict.fromkeys((brand.name, *brand.aliases, *related)))
    places = find_places(reading, words, names)
    towns = frozenset(part.lower() for each in places for part in re.findall(r"\w+", each.value))
    speaker = Speaker(words, names, towns, ordinary.small)
    empty = is_empty(reading)
    statements = () if empty else (*find_statements(reading, speaker, named), *find_rows(reading, speaker, named))
    doings = () if empty else tuple(find_doings(reading, speaker))
    kinds = () if empty else find_kind(reading, words, named, names, (*statements, *doings))
    kind = _kind(kinds[0]) if kinds and kinds[0].confidence >= KIND_BAR else None
    model, reason = find_business_model(reading, words, kinds)
    told = (*statements, *doings)
    categories = Categories() if empty else _categories(reading, speaker, told, kinds, people=model == "b2c")
    first = categories.found[0] if categories.found else None
    return Identity(
        name=brand,
        language=reading.language,
        business_model=model,
        business_model_reason=reason,
        kind=kind,
        likely=_kind(kinds[0]) if kinds and kinds[0].confidence >= _PROPOSED else None,
        local=is_local(reading, words, kind, places),
        places=sourced(places),
        category=first if kind and first and _is_understood(first) else None,
        proposals=categories.proposals,
        named=named,
        kinds=kinds,
        categories=categories.found,
    )


def _categories(
    reading: Reading, speaker: Speaker, statements: Sequence[Statement], kinds: Sequence[Weighed], *, people: bool
) -> Categories:
    """What it may be called, weighed with the kind that it most likely is."""
    likely = kinds[0] if kinds else None
    probable = _kind(likely) if likely else None
    goods = _suppliers(reading, speaker, likely, people=people) if likely and speaker.words.language else ()
    spoken = spoken_rows(reading, speaker, probable)
    return find_categories(reading, speaker, (*statements, *spoken), probable, goods)


def _is_understood(category: Weighed) -> bool:
    """Whether enough speaks for it, and not only what the site speaks of."""
    sources = {each.source for each in category.witnesses}
    told = bool(sources & _ITS_WORD) or len(sources & _ITS_FRONT) > 1
    return told and category.confidence >= CATEGORY_BAR and category.sources >= _LEAST_SOURCES


def _suppliers(reading: Reading, speaker: Speaker, likely: Weighed, *, people: bool) -> tuple[Statement, ...]:
    """Words for a supplier of its goods; software is no goods in that sense, and is looked for by what it does."""
    sources = {each.source: each.weight for each in reversed(likely.witnesses)}
    software = likely.value == "maker" and sources.get("software", 0.0) > sources.get("making", 0.0)
    if likely.value in _FOR_A_TOPIC:
        return tuple(of_topic(reading, _kind(likely), speaker))
    if likely.value not in ("shop", "maker") or software:
        return ()
    return tuple(suppliers(find_goods(reading, speaker), _kind(likely), speaker, people=people))


def _kind(weighed: Weighed) -> BusinessKind:
    """The kind that was weighed: only kinds are witnessed for."""
    return next(kind for kind in get_args(BusinessKind) if kind == weighed.value)
