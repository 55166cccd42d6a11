"""Who a business is, as far as its own site tells it."""

from dataclasses import dataclass, field

from analyzer.sites.rules.reading import Weighed
from common.contracts.vocabulary import BrandName, BusinessKind, BusinessModel, CategoryProposal, SourcedText


@dataclass(frozen=True, slots=True)
class Identity:
    """Name, kind and category, each with the witnesses that speak for it.

    ``kind`` and ``category`` are None where too little speaks for any; ``likely`` and ``proposals`` then still say what
    may be.
    ``named``, ``kinds`` and ``categories`` are the readings of each, the best supported first, with their witnesses.
    """

    name: BrandName
    language: str
    business_model: BusinessModel = "b2c"
    business_model_reason: str = ""
    kind: BusinessKind | None = None
    likely: BusinessKind | None = None
    local: bool = False
    places: tuple[SourcedText, ...] = ()
    category: Weighed | None = None
    proposals: tuple[CategoryProposal, ...] = ()
    named: tuple[Weighed, ...] = field(default=(), repr=False)
    kinds: tuple[Weighed, ...] = field(default=(), repr=False)
    categories: tuple[Weighed, ...] = field(default=(), repr=False)
