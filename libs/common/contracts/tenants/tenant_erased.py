"""Topic ``tenants.tenant-erased``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Personal, Terms


class TenantErased(Event):
    """An organisation is to be forgotten, with everything that carries its ``tenant_id``.

    Every service: lets nobody in for it from now on, ends its work, and deletes its rows, documents, nodes, facts,
    objects, cache keys and sealed dead letters by ``erase_by``. tenants: leaves a ``deleted`` state. auth: deletes its
    memberships and API keys, and what the audit log need not keep. A message of the tenant that comes later is dropped.
    """

    topic: ClassVar[str] = "tenants.tenant-erased"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have all data of an organisation erased by whoever keeps some of it.",
        orders="what happens to one organisation",
        status="planned",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    requested_by: Personal[UUID | None] = Field(
        default=None, description="The admin who confirmed it; null where the law or a contract's end asked for it."
    )
    erase_by: AwareDatetime = Field(description="Until when every owner must be done (UTC).")
