"""Topic ``analyzer.prompt-classified``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event
from common.contracts.vocabulary import Classification


class PromptClassified(Event):
    """One planned prompt was classified."""

    topic: ClassVar[str] = "analyzer.prompt-classified"
    key_field: ClassVar[str] = "plan_id"

    audit_id: UUID
    plan_id: UUID
    conversation_id: UUID
    prompt_id: UUID
    classifier_version: str
    classification: Classification
