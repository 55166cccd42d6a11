"""Topic ``tenants.organization-created``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event


class OrganizationCreated(Event):
    """An organisation, a tenant, exists."""

    topic: ClassVar[str] = "tenants.organization-created"
    key_field: ClassVar[str] = "organization_id"

    organization_id: UUID
    name: str
    slug: str
    tier: str
