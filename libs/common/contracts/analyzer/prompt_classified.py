"""Topic ``analyzer.prompt-classified``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Technical, Terms
from common.contracts.vocabulary import Classification


class PromptClassified(Event):
    """One planned prompt was classified."""

    topic: ClassVar[str] = "analyzer.prompt-classified"
    key_field: ClassVar[str] = "plan_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To group prompts and their answers by what is asked for.",
        orders="the prompts of one plan, as they were classified",
    )

    audit_id: UUID = Field(description="The audit the plan belongs to.")
    plan_id: UUID = Field(description="The plan that holds the prompt.")
    conversation_id: UUID = Field(description="The conversation in which it is asked.")
    prompt_id: UUID = Field(description="The prompt.")
    classifier_version: Technical[str] = Field(description="Label and hash of the rules that classified it.")
    classification: Classification = Field(description="What the prompt is about.")
