"""Topic ``tenants.quota-reserved``."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event


class QuotaReserved(Event):
    """Room for an audit's answers is set aside in a period of the plan (a UTC month)."""

    topic: ClassVar[str] = "tenants.quota-reserved"
    key_field: ClassVar[str] = "audit_id"

    audit_id: UUID
    reservation_id: UUID
    answers: int
    period_start: date
