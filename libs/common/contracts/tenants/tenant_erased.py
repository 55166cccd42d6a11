"""Topic ``tenants.tenant-erased``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Personal, Terms


class TenantErased(Event):
    """An organisation was erased by all of our services, with everything that carried its ``tenant_id``.

    It comes at the end of the saga that erases it: each service holds nothing of it any more but what its
    ``erasure/holdings.py`` keeps for a reason, and drops a message of it that comes later. Other subscribers delete
    theirs by ``erase_by``; nothing follows it for this organisation but the audit log's last entries.
    """

    topic: ClassVar[str] = "tenants.tenant-erased"
    outlives: ClassVar[bool] = True
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have the rest of an organisation erased by whoever else keeps some of it.",
        orders="what happens to one organisation",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    requested_by: Personal[UUID | None] = Field(
        default=None, description="The owner who closed it; null where the law or a contract's end asked for it."
    )
    erase_by: AwareDatetime = Field(description="Until when whoever else keeps some of it must be done (UTC).")
