"""Topic ``simulator.response-received``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Content, Event, Technical, Terms


class ResponseReceived(Event):
    """A provider answered one prompt. ``text`` is whole: brand states rest on offsets into exactly this text."""

    topic: ClassVar[str] = "simulator.response-received"
    key_field: ClassVar[str] = "run_id"
    partitions: ClassVar[int] = 6
    terms: ClassVar[Terms] = Terms(
        purpose="To read what was answered; the whole text travels with it.",
        orders="the answers of one run, as they were received",
    )

    audit_id: UUID = Field(description="The audit.")
    website_id: UUID = Field(description="The website that is audited.")
    run_id: UUID = Field(description="The run of the plan.")
    plan_id: UUID = Field(description="The plan that is run.")
    icp_id: UUID = Field(description="The customer profile that asked.")
    icp_name: Content[str] = Field(description="Its name, such as Candle shop owner.")
    conversation_id: UUID = Field(description="The conversation. Answers of one are not independent of each other.")
    core: bool = Field(description="The conversation is of the panel that stays the same from run to run.")
    prompt_id: UUID = Field(description="The prompt that was answered.")
    prompt_text: Content[str] = Field(description="What was asked, word for word.")
    turn: int = Field(ge=1, description="Which prompt of the conversation, from 1.")
    repeat: int = Field(ge=1, description="Which repetition of the conversation with this provider, from 1.")
    response_id: UUID = Field(description="The answer, derived from run, prompt, provider and repeat.")
    provider: Technical[str] = Field(description="Who was asked, such as openai; providers are added, carry any word.")
    requested_model: Technical[str] = Field(description="The model that was asked for.")
    actual_model: Technical[str] = Field(description="The model that answered, as the provider names it.")
    parameters: Technical[dict[str, float | int | str]] = Field(
        default_factory=dict,
        description="What the model was called with, such as temperature; names are the provider's.",
    )
    text: Content[str] = Field(description="The whole answer, unchanged.")
    finish_reason: Technical[str | None] = Field(
        default=None, description="Why the model stopped, in the provider's word; null where it says nothing."
    )
    prompt_tokens: int | None = Field(
        default=None, description="Tokens of the prompt as billed; null where the provider does not say."
    )
    response_tokens: int | None = Field(
        default=None, description="Tokens of the answer as billed; null where the provider does not say."
    )
    latency_ms: int = Field(ge=0, description="From asking to the whole answer, in milliseconds.")
    answered_at: AwareDatetime = Field(description="When the answer was complete (UTC).")
    response_object: Technical[str] = Field(description="Object key of the stored exchange; simulator's bucket.")
