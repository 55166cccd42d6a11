"""Topic ``tenants.organization-created``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Event, Technical, Terms
from common.primitives.text import Kept


class OrganizationCreated(Event):
    """An organisation, a tenant, exists."""

    topic: ClassVar[str] = "tenants.organization-created"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To open accounts for a new organisation elsewhere; its present is in tenants.organization-state.",
        orders="what happens to one organisation",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    name: Content[Kept] = Field(description="The name its founder gave it.")
    slug: Technical[str] = Field(description="Its short name in addresses: lower-case letters, digits and hyphens.")
    tier: Technical[str] = Field(description="Plan it begins with, such as free; plans are added, so carry any word.")
