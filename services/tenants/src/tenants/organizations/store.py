"""SQL of organisations and their members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from common.contracts.vocabulary import Role
from common.stores.postgres import Tx
from tenants.organizations.rules import slug_candidates
from tenants.organizations.tables import memberships, organizations
from tenants.quota.tables import subscriptions

_SET_USER = text("SELECT set_config('app.user', :user, true)")


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation as one of its members sees it."""

    id: UUID
    name: str
    slug: str
    role: Role
    created_at: datetime


async def add_organization(tx: Tx, name: str) -> str | None:
    """Add the transaction's tenant with the first free slug, and return that; None where none was free."""
    for slug in slug_candidates(name, tx.tenant_id):
        row = {"tenant_id": tx.tenant_id, "name": name, "slug": slug, "settings": {}, "state_revision": 0}
        added = await tx.execute(insert(organizations).values(row).on_conflict_do_nothing(index_elements=["slug"]))
        if added.rowcount:
            await tx.execute(insert(subscriptions).values(tenant_id=tx.tenant_id, tier="free", status="inactive"))
            return slug
    return None


async def add_member(tx: Tx, user_id: UUID, role: Role, joined_at: datetime) -> None:
    """Make a user a member."""
    row = {"tenant_id": tx.tenant_id, "user_id": user_id, "role": role, "joined_at": joined_at}
    await tx.execute(insert(memberships).values(row))


async def organizations_of_all(operations_url: str, *, announced: bool) -> Sequence[UUID]:
    """Organisations whose state was never announced, as the operations role sees them; ``announced``: others, too."""
    query = select(organizations.c.tenant_id).order_by(organizations.c.tenant_id)
    if not announced:
        query = query.where(organizations.c.state_revision == 0)
    engine = create_async_engine(operations_url)
    try:
        async with engine.connect() as conn:
            return (await conn.execute(query)).scalars().all()
    finally:
        await engine.dispose()


def _organizations_of(user_id: UUID) -> "Select[tuple[UUID, str, str, str, datetime]]":
    return (
        select(
            organizations.c.tenant_id.label("id"),
            organizations.c.name,
            organizations.c.slug,
            memberships.c.role,
            organizations.c.created_at,
        )
        .join(memberships, memberships.c.tenant_id == organizations.c.tenant_id)
        .where(memberships.c.user_id == user_id)
        .order_by(memberships.c.joined_at, organizations.c.tenant_id)
    )


async def organizations_of(conn: AsyncConnection, user_id: UUID) -> Sequence[Organization]:
    """The organisations a user belongs to, across tenants: what ``member_reads_own`` shows to ``app.user``."""
    await conn.execute(_SET_USER, {"user": str(user_id)})
    rows = (await conn.execute(_organizations_of(user_id))).mappings()
    return [Organization(**row) for row in rows]


async def organization_of(conn: AsyncConnection, user_id: UUID, organization_id: UUID) -> Organization | None:
    """One of them; None where it does not exist or the user does not belong to it."""
    await conn.execute(_SET_USER, {"user": str(user_id)})
    query = _organizations_of(user_id).where(organizations.c.tenant_id == organization_id)
    row = (await conn.execute(query)).mappings().one_or_none()
    return Organization(**row) if row else None
