"""Topic ``simulator.response-received``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event


class ResponseReceived(Event):
    """A provider answered one prompt. ``text`` is whole: brand states rest on offsets into exactly this text."""

    topic: ClassVar[str] = "simulator.response-received"
    key_field: ClassVar[str] = "run_id"
    partitions: ClassVar[int] = 6

    audit_id: UUID
    website_id: UUID
    run_id: UUID
    plan_id: UUID
    icp_id: UUID
    icp_name: str
    conversation_id: UUID
    core: bool
    prompt_id: UUID
    prompt_text: str
    turn: int = Field(ge=1, description="Which prompt of the conversation, from 1.")
    repeat: int = Field(ge=1)
    response_id: UUID
    provider: str
    requested_model: str
    actual_model: str
    parameters: dict[str, float | int | str] = Field(default_factory=dict)
    text: str
    finish_reason: str | None = None
    prompt_tokens: int | None = None
    response_tokens: int | None = None
    latency_ms: int = Field(ge=0)
    answered_at: AwareDatetime
    response_object: str = Field(description="Object key of the stored exchange.")
