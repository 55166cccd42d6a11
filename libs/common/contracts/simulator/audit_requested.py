"""Topic ``simulator.audit-requested``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event
from common.contracts.vocabulary import Panel


class AuditRequested(Event):
    """A user asked for an audit of a website; its saga has begun."""

    topic: ClassVar[str] = "simulator.audit-requested"
    key_field: ClassVar[str] = "audit_id"

    audit_id: UUID
    website_id: UUID
    url: str
    providers: tuple[str, ...]
    panel: Panel
    language: str
    requested_by: UUID
