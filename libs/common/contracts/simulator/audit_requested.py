"""Topic ``simulator.audit-requested``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.answer import AuditContext
from common.contracts.message import Content, Event, Personal, Technical, Terms
from common.contracts.vocabulary import Panel


class AuditRequested(AuditContext, Event):
    """A user asked for an audit of a website; its saga has begun."""

    topic: ClassVar[str] = "simulator.audit-requested"
    key_field: ClassVar[str] = "audit_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know that an audit runs, and what it was asked to do.",
        orders="what happens to one audit",
    )

    url: Content[str] = Field(description="The website's canonical address.")
    providers: Technical[tuple[str, ...]] = Field(
        description="Who will be asked, such as openai; providers are added, carry any word."
    )
    panel: Panel = Field(description="How large the audit is.")
    language: Technical[str] = Field(description="ISO 639-1 code of the language that is spoken in it.")
    requested_by: Personal[UUID] = Field(description="The user who asked for it.")
