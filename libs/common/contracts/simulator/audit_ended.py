"""Topics ``simulator.audit-completed``, ``simulator.audit-failed`` and ``simulator.audit-cancelled``."""

from typing import ClassVar

from pydantic import Field

from common.contracts.answer import AuditContext
from common.contracts.message import Content, Event, Technical, Terms
from common.contracts.simulator.audit_results import cost


class AuditCompleted(AuditContext, Event):
    """Every step is done."""

    topic: ClassVar[str] = "simulator.audit-completed"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know that an audit has its figures and its report.",
        orders="what happens to one audit; of the three ends exactly one comes",
    )

    answers: int = Field(ge=0, description="Answers received; what the plan's quota is charged with.")
    spent_microdollars: int = cost("What its answers cost, in millionths of a US dollar.")


class AuditFailed(AuditContext, Event):
    """A step was refused or timed out, and what had been done was undone."""

    topic: ClassVar[str] = "simulator.audit-failed"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know that an audit came to nothing, and why.",
        orders="what happens to one audit; of the three ends exactly one comes",
    )

    step: Technical[str] = Field(description="The step that did not succeed, a slug; steps are added.")
    reason: Technical[str] = Field(description="Why, a stable slug; reasons are added, carry any.")
    detail: Content[str] = Field(description="Why, in one sentence for a person; it can name the site.")
    answers: int = Field(default=0, ge=0, description="Answers received before; the quota is charged with them.")
    spent_microdollars: int = cost("What its answers cost, in millionths of a US dollar.")


class AuditCancelled(AuditContext, Event):
    """A user stopped the audit, and what had been done was undone."""

    topic: ClassVar[str] = "simulator.audit-cancelled"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know that an audit was stopped on purpose.",
        orders="what happens to one audit; of the three ends exactly one comes",
    )

    answers: int = Field(default=0, ge=0, description="Answers received before; the quota is charged with them.")
    spent_microdollars: int = cost("What its answers cost, in millionths of a US dollar.")
