"""Topic ``tenants.quota-released``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event


class QuotaReleased(Event):
    """A reservation has ended: ``used`` answers count against the plan, the rest is free again."""

    topic: ClassVar[str] = "tenants.quota-released"
    key_field: ClassVar[str] = "audit_id"

    audit_id: UUID
    reservation_id: UUID
    reserved: int
    used: int
