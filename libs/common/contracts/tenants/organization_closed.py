"""Topic ``tenants.organization-closed``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Personal, Terms


class OrganizationClosed(Event):
    """An owner closed an organisation: nobody acts for it, and it is erased after ``erase_after``.

    Until then an owner may open it again, which ``tenants.organization-state`` tells: whoever erases looks there
    first. What is erased then is ordered by ``tenants.tenant-erased``.
    """

    topic: ClassVar[str] = "tenants.organization-closed"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To end an organisation's work at once, and to erase it when its time of grace is over.",
        orders="what happens to one organisation",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    requested_by: Personal[UUID] = Field(description="The owner who closed it.")
    erase_after: AwareDatetime = Field(description="Until when it can be opened again (UTC).")
