"""Topics ``simulator.audit-completed``, ``simulator.audit-failed`` and ``simulator.audit-cancelled``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event


class AuditCompleted(Event):
    """Every step is done."""

    topic: ClassVar[str] = "simulator.audit-completed"
    key_field: ClassVar[str] = "audit_id"

    audit_id: UUID
    website_id: UUID
    answers: int = Field(ge=0, description="Answers received; what the plan's quota is charged with.")


class AuditFailed(Event):
    """A step was refused or timed out, and what had been done was undone."""

    topic: ClassVar[str] = "simulator.audit-failed"
    key_field: ClassVar[str] = "audit_id"

    audit_id: UUID
    website_id: UUID
    step: str
    reason: str
    detail: str
    answers: int = Field(default=0, ge=0)


class AuditCancelled(Event):
    """A user stopped the audit, and what had been done was undone."""

    topic: ClassVar[str] = "simulator.audit-cancelled"
    key_field: ClassVar[str] = "audit_id"

    audit_id: UUID
    website_id: UUID
    answers: int = Field(default=0, ge=0)
