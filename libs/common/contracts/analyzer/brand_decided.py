"""Topic ``analyzer.brand-decided``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event
from common.contracts.vocabulary import BrandDecisionKind, BrandStanding


class BrandDecided(Event):
    """A person decided something about a brand; ``revision`` counts the organisation's decisions.

    The fields after ``decided_by`` are the brand as it stands now.
    """

    topic: ClassVar[str] = "analyzer.brand-decided"
    key_field: ClassVar[str] = "brand_id"

    brand_id: UUID
    decision_id: UUID
    decision: BrandDecisionKind
    revision: int = Field(ge=1)
    decided_by: UUID
    name: str
    standing: BrandStanding
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exact_case: bool = False
    merged_into: UUID | None = None
