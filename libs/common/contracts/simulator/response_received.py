"""Topic ``simulator.response-received``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.answer import AnswerContext
from common.contracts.message import Content, Event, Technical, Terms


class ResponseReceived(AnswerContext, Event):
    """A provider answered one prompt. ``text`` is whole: brand states rest on offsets into exactly this text."""

    topic: ClassVar[str] = "simulator.response-received"
    key_field: ClassVar[str] = "run_id"
    partitions: ClassVar[int] = 6
    terms: ClassVar[Terms] = Terms(
        purpose="To read what was answered; the whole text travels with it.",
        orders="the answers of one run, as they were received",
    )

    plan_id: UUID = Field(description="The plan that is run.")
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
    response_object: Technical[str] = Field(description="Object key of the stored exchange; simulator's bucket.")
