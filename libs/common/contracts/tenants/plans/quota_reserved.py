"""Topic ``tenants.quota-reserved``."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Terms


class QuotaReserved(Event):
    """Room for an audit's answers is set aside in a period of the plan (a UTC month)."""

    topic: ClassVar[str] = "tenants.quota-reserved"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To follow what of a plan is spoken for.",
        orders="the reservation of one audit: reserved before released, each on its topic",
    )

    audit_id: UUID = Field(description="The audit that wants the answers.")
    reservation_id: UUID = Field(description="The reservation; quota-released ends it.")
    answers: int = Field(description="How many answers are set aside; at least 1.")
    period_start: date = Field(description="First day of the UTC month whose quota it is.")
