"""Founding an organisation."""

from uuid import UUID

from common.contracts.tenants import MemberJoined, OrganizationCreated
from common.primitives.clock import Clock
from common.primitives.errors import Conflict
from common.primitives.ids import uuid7
from common.stores.postgres import Database
from tenants.organizations import store
from tenants.organizations.rules import read_name
from tenants.organizations.state import announce


async def found(name: str, founder: UUID, *, database: Database, clock: Clock) -> store.Organization:
    """A new organisation on the free plan, with ``founder`` as its admin."""
    name, organization_id, now = read_name(name), uuid7(), clock.now()
    async with database.begin(organization_id) as tx:
        slug = await store.add_organization(tx, name)
        if slug is None:
            raise Conflict("slug-taken", "No free short name is left for this name; try once more or choose another.")
        await store.add_member(tx, founder, "admin", now)
        tx.emit(
            OrganizationCreated(
                tenant_id=organization_id,
                organization_id=organization_id,
                name=name,
                slug=slug,
                tier="free",
                occurred_at=now,
            ),
            MemberJoined(
                tenant_id=organization_id,
                organization_id=organization_id,
                user_id=founder,
                role="admin",
                occurred_at=now,
            ),
        )
        await announce(tx, now)
        organization = await store.organization_of(tx.conn, founder, organization_id)
    assert organization is not None
    return organization
