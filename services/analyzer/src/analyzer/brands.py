"""Brands across answers: one name, one id; and the states of one answer as they are announced."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from analyzer.extraction import BrandName as WantedBrand
from analyzer.extraction import BrandState as ReadState
from analyzer.extraction import Extraction
from common.contracts.vocabulary import BrandName, BrandState, EvidenceSpan
from common.ids import derived_id


def normalized(name: str) -> str:
    """The form in which brand names are one: lower case, single blanks, compatible characters unified (NFKC)."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def brand_id(tenant_id: UUID, name: str) -> UUID:
    """The id of a brand: the same for a tenant in every answer, audit and store."""
    return derived_id("brand", tenant_id, normalized(name))


@dataclass(frozen=True, slots=True)
class KnownBrand:
    """A brand as it is stored: name, spelling in which names are compared, and whose it is."""

    id: UUID
    name: str
    normalized_name: str
    domain: str | None
    aliases: tuple[str, ...]
    is_tracked: bool


def known_brand(tenant_id: UUID, brand: BrandName) -> KnownBrand:
    """A listed brand as it is stored."""
    domain = brand.domains[0] if brand.domains else None
    own = normalized(brand.name)
    return KnownBrand(brand_id(tenant_id, brand.name), brand.name, own, domain, brand.aliases, brand.tracked)


def wanted(brands: Sequence[BrandName]) -> list[WantedBrand]:
    """The listed brands as the extraction takes them."""
    return [WantedBrand(brand.name, tuple(brand.aliases), tuple(brand.domains)) for brand in brands]


def brand_states(tenant_id: UUID, brands: Sequence[BrandName], extraction: Extraction) -> tuple[BrandState, ...]:
    """The states of one answer, each with its brand's id; spellings that normalise to one brand become one state.

    A listed brand that is not named has the state ``ignored``: substitution rests on it.
    """
    tracked = {normalized(brand.name) for brand in brands if brand.tracked}
    found: dict[UUID, BrandState] = {}
    for state in extraction.states:
        own = brand_id(tenant_id, state.brand)
        if own not in found:
            found[own] = _announced(own, state, tracked=normalized(state.brand) in tracked)
    return tuple(found.values())


def _announced(own: UUID, state: ReadState, *, tracked: bool) -> BrandState:
    return BrandState(
        brand_id=own,
        brand=state.brand,
        tracked=tracked,
        discovered=state.discovered,
        presence=state.presence,
        position=state.position,
        rank=state.rank,
        belief=state.belief,
        sentiment=state.sentiment,
        confidence=state.confidence,
        compared_with=state.compared_with,
        evidence=tuple(EvidenceSpan(start=span.start, end=span.end, text=span.text) for span in state.evidence),
    )
