"""Who a business is: its name, its kind, and the words with which customers look for such a supplier."""

import re

from analyzer.sites.rules.identity.aliases import brand_of
from analyzer.sites.rules.identity.category import (
    Speaker,
    Statement,
    find_categories,
    find_goods,
    find_rows,
    find_statements,
    spoken_rows,
)
from analyzer.sites.rules.identity.category.goods import suppliers
from analyzer.sites.rules.identity.kind import find_kind
from analyzer.sites.rules.identity.model import Identity
from analyzer.sites.rules.identity.name import agreement, find_name
from analyzer.sites.rules.identity.ordinary import Ordinary
from analyzer.sites.rules.identity.places import find_places, is_local, sourced
from analyzer.sites.rules.identity.selling import find_business_model
from analyzer.sites.rules.identity.words import words_of
from analyzer.sites.rules.reading import Reading, Weighed
from common.contracts.vocabulary import BusinessKind

__all__ = ["CATEGORY_BAR", "KIND_BAR", "NAME_BAR", "Identity", "find_identity"]

NAME_BAR, KIND_BAR, CATEGORY_BAR = 0.45, 0.4, 0.5
"""Confidence from which on a field is understood, measured on the development sites."""
_LEAST_SOURCES = 2
_OF_ITSELF = ("statement", "description", "title", "name", "structured", "goods")
"""Places in which a site says what it is; elsewhere it may speak of others."""


def find_identity(reading: Reading) -> Identity:
    """Who a site's business is; whatever it does not say stays None or empty."""
    words = words_of(reading)
    ordinary = Ordinary.of(reading, words)
    named = find_name(reading, words, ordinary)
    brand = brand_of(reading, named)
    names = tuple(
        dict.fromkeys(
            (brand.name, *brand.aliases, *(each.value for each in named[:6] if agreement(each.value, brand.name)))
        )
    )
    places = find_places(reading, words, names)
    drop = {part.lower() for each in places for part in re.findall(r"\w+", each.value)}
    speaker = Speaker(words, names, frozenset(drop), ordinary.small)
    statements = (*find_statements(reading, speaker, named), *find_rows(reading, speaker, named))
    kinds = find_kind(reading, words, named, names, statements)
    kind = kinds[0].value if kinds and kinds[0].confidence >= KIND_BAR else None
    model, reason = find_business_model(reading, words)
    likely = kinds[0] if kinds else None
    goods = _suppliers(reading, speaker, likely, people=model == "b2c") if likely and words.language else ()
    probable = likely.value if likely else None
    spoken = spoken_rows(reading, speaker, probable)
    categories = find_categories(reading, speaker, (*statements, *spoken), probable, goods)
    first = categories.found[0] if categories.found else None
    return Identity(
        name=brand,
        language=reading.language,
        business_model=model,
        business_model_reason=reason,
        kind=kind,
        local=is_local(reading, words, kind, places),
        places=sourced(places),
        category=first if kind and first and _is_understood(first) else None,
        proposals=categories.proposals,
        named=named,
        kinds=kinds,
        categories=categories.found,
    )


def _is_understood(category: Weighed) -> bool:
    """Whether enough speaks for it, and not only what the site speaks of."""
    told = any(each.source in _OF_ITSELF for each in category.witnesses)
    return told and category.confidence >= CATEGORY_BAR and category.sources >= _LEAST_SOURCES


def _suppliers(reading: Reading, speaker: Speaker, likely: Weighed, *, people: bool) -> tuple[Statement, ...]:
    """Words for a supplier of its goods; software is no goods in that sense, and is looked for by what it does."""
    sources = {each.source: each.weight for each in reversed(likely.witnesses)}
    software = likely.value == "maker" and sources.get("software", 0.0) > sources.get("making", 0.0)
    if likely.value not in ("shop", "maker") or software:
        return ()
    kind: BusinessKind = "shop" if likely.value == "shop" else "maker"
    return tuple(suppliers(find_goods(reading, speaker), kind, speaker, people=people))
