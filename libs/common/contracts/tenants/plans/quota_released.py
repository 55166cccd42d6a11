"""Topic ``tenants.quota-released``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Terms


class QuotaReleased(Event):
    """A reservation has ended: ``used`` answers count against the plan, the rest is free again."""

    topic: ClassVar[str] = "tenants.quota-released"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To bill what an audit used: the one place that says so finally.",
        orders="the reservation of one audit",
    )

    audit_id: UUID = Field(description="The audit whose reservation it was.")
    reservation_id: UUID = Field(description="The reservation that ended.")
    reserved: int = Field(description="Answers that had been set aside.")
    used: int = Field(description="Answers that were received, 0 to reserved; what the plan is charged with.")
