"""Topic ``tenants.organization-state``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Content, State, Technical, Terms
from common.contracts.vocabulary import OrganizationStatus
from common.primitives.text import Kept


class OrganizationState(State):
    """An organisation as it is now: announced when it is founded and after each change of what is told here."""

    topic: ClassVar[str] = "tenants.organization-state"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know every organisation's present, however long ago it was founded: read from the beginning.",
        orders="the states of one organisation; the newest is all that counts",
        retention_days=None,
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    name: Content[Kept | None] = Field(description="Its name; null when deleted.")
    slug: Technical[str | None] = Field(description="Its short name in addresses; null when deleted.")
    tier: Technical[str | None] = Field(description="Its plan, such as free; plans are added. Null when deleted.")
    founded_at: AwareDatetime | None = Field(description="When it was founded (UTC); null when deleted.")
    status: OrganizationStatus | None = Field(
        default=None,
        description="Only for an active one work is done: a suspended one waits for an operator, a closing one for its "
        "end. Null when deleted, and in states of before it was told, of active ones.",
    )
    erase_after: AwareDatetime | None = Field(
        default=None, description="When a closing one is erased (UTC); null for others."
    )
