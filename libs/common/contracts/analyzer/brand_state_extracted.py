"""Topic ``analyzer.brand-state-extracted``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Content, Event, Open, Technical, Terms
from common.contracts.vocabulary import BrandState, Citation, Classification, Depth


class BrandStateExtracted(Event):
    """One answer was read: the state of every tracked and discovered brand in it, with the context facts need.

    ``id`` is derived from answer and extractor version.
    """

    topic: ClassVar[str] = "analyzer.brand-state-extracted"
    key_field: ClassVar[str] = "response_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To count how brands stand in answers: one message per answer and version of the reading.",
        orders="the readings of one answer; the newest version replaces the ones before",
    )

    website_id: UUID = Field(description="The website that was audited.")
    audit_id: UUID = Field(description="The audit.")
    run_id: UUID = Field(description="The run of the plan that the answer belongs to.")
    icp_id: UUID = Field(description="The customer profile that asked.")
    icp_name: Content[str] = Field(description="Its name, such as Candle shop owner.")
    conversation_id: UUID = Field(description="The conversation. Answers of one are not independent of each other.")
    core: bool = Field(description="The conversation is of the panel that stays the same from run to run.")
    prompt_id: UUID = Field(description="The prompt that was answered.")
    prompt_text: Content[str] = Field(description="What was asked, word for word.")
    turn: int = Field(ge=1, description="Which prompt of the conversation, from 1.")
    repeat: int = Field(ge=1, description="Which repetition of the conversation with this provider, from 1.")
    response_id: UUID = Field(description="The answer.")
    provider: Technical[str] = Field(description="Who was asked, such as openai; providers are added, carry any word.")
    requested_model: Technical[str] = Field(description="The model that was asked for.")
    actual_model: Technical[str] = Field(description="The model that answered, as the provider names it.")
    answered_at: AwareDatetime = Field(description="When the answer was complete (UTC).")
    classification: Classification = Field(description="What the prompt is about.")
    extractor_version: Technical[str] = Field(description="Label and hash of the rules and decisions that read it.")
    refusal: bool = Field(description="The answer declines to answer; it counts as an answer that names nobody.")
    states: tuple[BrandState, ...] = Field(description="One per tracked brand, ignored included, and per brand named.")
    language: Technical[str | None] = Field(
        default=None, description="ISO 639-1, und where the text does not tell; null in readings of before this field."
    )
    depth: Open[Depth] | None = Field(
        default=None, description="How much is read in it; null in readings of before this field, which are full."
    )
    citations: tuple[Citation, ...] = Field(default=(), description="Sources the answer gives; may be empty.")
    fallback_reason: Technical[str | None] = Field(
        default=None, description="Why the rules did what a judge was configured for; null where nothing failed."
    )
