"""Topic ``analyzer.brand-decided``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Event, Open, Personal, Terms
from common.contracts.vocabulary import BrandDecisionKind, BrandStanding
from common.primitives.text import Kept


class BrandDecided(Event):
    """A person decided something about a brand. The fields after ``decided_by`` are the brand as it stands now."""

    topic: ClassVar[str] = "analyzer.brand-decided"
    key_field: ClassVar[str] = "brand_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To follow what an organisation holds for brands, and what they are called.",
        orders="the decisions about one brand; revision orders those of the whole organisation",
    )

    brand_id: UUID = Field(description="The brand that was decided about.")
    decision_id: UUID = Field(description="The decision, a row of an append-only list.")
    decision: Open[BrandDecisionKind] = Field(
        description="What was decided. Whoever does not know the word relies on the fields of the brand below."
    )
    revision: int = Field(ge=1, description="Count of the organisation's decisions, this one included.")
    decided_by: Personal[UUID] = Field(description="The user who decided.")
    name: Content[Kept] = Field(description="The brand's name as it is shown.")
    standing: Open[BrandStanding] = Field(
        description="Whether it counts as a brand; a brand of unknown standing is treated as a candidate."
    )
    aliases: Content[tuple[Kept, ...]] = Field(default=(), description="Other spellings that mean it; may be empty.")
    domains: Content[tuple[str, ...]] = Field(default=(), description="Its sites' domains; may be empty.")
    exact_case: bool = Field(default=False, description="True where only this very spelling means it.")
    merged_into: UUID | None = Field(default=None, description="The brand it is part of now; null where of none.")
    excluded: Content[tuple[str, ...]] = Field(default=(), description="Words that never mean it; may be empty.")
