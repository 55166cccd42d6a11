"""Topic ``simulator.conversations-planned``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event
from common.contracts.vocabulary import BrandName, PlannedConversation, Profile


class ConversationsPlanned(Event):
    """The ICPs of a website and the conversations they will hold. ``brands`` are those the answers are searched for."""

    topic: ClassVar[str] = "simulator.conversations-planned"
    key_field: ClassVar[str] = "plan_id"

    plan_id: UUID
    audit_id: UUID
    website_id: UUID
    analysis_id: UUID
    planner_version: str
    language: str
    brands: tuple[BrandName, ...]
    icps: tuple[Profile, ...]
    conversations: tuple[PlannedConversation, ...]
