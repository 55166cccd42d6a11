"""Topic ``simulator.conversations-planned``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Technical, Terms
from common.contracts.vocabulary import BrandName, PlannedConversation, Profile


class ConversationsPlanned(Event):
    """The ICPs of a website and the conversations they will hold."""

    topic: ClassVar[str] = "simulator.conversations-planned"
    key_field: ClassVar[str] = "plan_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know what will be asked, by whom, and which brands are looked for in the answers.",
        orders="what happens to one plan",
    )

    plan_id: UUID = Field(description="The plan.")
    audit_id: UUID = Field(description="The audit that asked for it.")
    website_id: UUID = Field(description="The website it is about.")
    analysis_id: UUID = Field(description="The analysis it was planned from.")
    planner_version: Technical[str] = Field(description="Label and hash of the rules, or the model, that planned it.")
    language: Technical[str] = Field(description="ISO 639-1 code of the language of the prompts.")
    brands: tuple[BrandName, ...] = Field(description="The brands that answers are searched for, the customer's first.")
    icps: tuple[Profile, ...] = Field(description="The profiles, by their number.")
    conversations: tuple[PlannedConversation, ...] = Field(
        description="Every conversation, those of a profile in order."
    )
