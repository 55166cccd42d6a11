"""Topic ``simulator.audit-step-replied``: the one channel on which every participant answers the audit saga."""

from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from common.contracts.message import Message


class AuditStepReplied(Message):
    """A participant's answer to one command: ``result`` is handed to later steps; a refusal says why, for a person."""

    topic: ClassVar[str] = "simulator.audit-step-replied"
    kind = "reply"
    key_field: ClassVar[str] = "saga_id"
    partitions: ClassVar[int] = 1

    saga_id: UUID
    step: str
    command: str = Field(description="Type of the command that is answered, such as simulator.crawl-website.v1.")
    command_id: UUID
    participant: str
    outcome: Literal["done", "refused"]
    reason: str | None = Field(default=None, description="Stable slug of a refusal.")
    detail: str | None = Field(default=None, description="One sentence for a person.")
    result: dict[str, Any] = Field(default_factory=dict)
