"""Brands across answers: one name, one id."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from common.contracts.vocabulary import BrandName
from common.primitives.ids import derived_id


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
