"""Who a business is: its name, its kind, and the words with which customers look for such a supplier."""

import re

from analyzer.sites.rules.identity.aliases import brand_of
from analyzer.sites.rules.identity.category import Speaker, find_categories, find_statements, proposed
from analyzer.sites.rules.identity.kind import find_kind
from analyzer.sites.rules.identity.model import Identity
from analyzer.sites.rules.identity.name import agreement, find_name
from analyzer.sites.rules.identity.ordinary import Ordinary
from analyzer.sites.rules.identity.places import find_places, is_local, sourced
from analyzer.sites.rules.identity.selling import find_business_model
from analyzer.sites.rules.identity.words import words_of
from analyzer.sites.rules.reading import Reading

__all__ = ["CATEGORY_BAR", "KIND_BAR", "NAME_BAR", "Identity", "find_identity"]

NAME_BAR, KIND_BAR, CATEGORY_BAR = 0.45, 0.4, 0.55
"""Confidence from which on a field is understood, measured on the development sites."""
_LEAST_SOURCES = 2


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
    statements = find_statements(reading, speaker, named)
    kinds = find_kind(reading, words, names, statements)
    kind = kinds[0].value if kinds and kinds[0].confidence >= KIND_BAR else None
    likely = kinds[0].value if kinds else None
    categories, phrases = find_categories(reading, speaker, statements, likely)
    proposals = proposed(categories, phrases, speaker)
    first = categories[0] if categories else None
    model, reason = find_business_model(reading, words)
    return Identity(
        name=brand,
        language=reading.language,
        business_model=model,
        business_model_reason=reason,
        kind=kind,
        local=is_local(reading, words, kind, places),
        places=sourced(places),
        category=first if first and first.confidence >= CATEGORY_BAR and first.sources >= _LEAST_SOURCES else None,
        proposals=proposals,
        named=named,
        kinds=kinds,
        categories=categories[:8],
    )
