"""Topic ``analyzer.input-needed``."""

from typing import ClassVar

from pydantic import Field

from common.contracts.answer import AuditContext
from common.contracts.message import Event, Open, Terms
from common.contracts.vocabulary import FactField, Understood


class InputNeeded(AuditContext, Event):
    """A business is not understood well enough to ask about: an audit waits for a person's word."""

    topic: ClassVar[str] = "analyzer.input-needed"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To tell people that an audit waits for them, and what it needs to know.",
        orders="what one audit needs; a later one replaces it",
    )

    fields: tuple[Open[FactField], ...] = Field(description="What is missing; at least one.", min_length=1)
    understood: tuple[Understood, ...] = Field(default=(), description="How well each field is understood.")
