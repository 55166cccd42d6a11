"""SQL of organisations and of who belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from common.contracts.vocabulary import OrganizationStatus, Role
from common.jobs.postgres import JobTable
from common.stores.postgres import Tx
from tenants.organizations.rules import slug_candidates, status_of
from tenants.organizations.tables import memberships, organization_erasures, organizations
from tenants.quota.rules import plan_of
from tenants.quota.tables import subscriptions

ERASURES = JobTable(organization_erasures, lane="erase")
"""The ends of grace of closed organisations, inside a transaction."""
_SET_USER = text("SELECT set_config('app.user', :user, true)")
_SET_TENANT = text("SELECT set_config('app.tenant', :tenant, true)")


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation as one of its members sees it."""

    id: UUID
    name: str
    slug: str
    role: Role
    status: OrganizationStatus
    erase_after: datetime | None
    settings: dict[str, Any]
    created_at: datetime
    joined_at: datetime


async def add_organization(tx: Tx, name: str) -> str | None:
    """Add the transaction's tenant with the first free slug, and return that; None where none was free."""
    for slug in slug_candidates(name, tx.tenant_id):
        row = {"tenant_id": tx.tenant_id, "name": name, "slug": slug, "settings": {}, "state_revision": 0}
        added = await tx.execute(insert(organizations).values(row).on_conflict_do_nothing(index_elements=["slug"]))
        if added.rowcount:
            await tx.execute(insert(subscriptions).values(tenant_id=tx.tenant_id, tier="free", status="inactive"))
            return slug
    return None


async def held(tx: Tx) -> RowMapping | None:
    """The tenant's row, held until the transaction ends: what changes members or standing takes turns on it."""
    columns = ("name", "settings", "suspended_at", "suspended_for", "erase_after", "closed_by", "erasing_since")
    query = select(*(organizations.c[name] for name in columns))
    own = query.where(organizations.c.tenant_id == tx.tenant_id).with_for_update()
    return (await tx.execute(own)).mappings().one_or_none()


async def change(tx: Tx, **values: Any) -> None:
    """Change columns of the tenant's row."""
    own = update(organizations).where(organizations.c.tenant_id == tx.tenant_id)
    await tx.execute(own.values(**values, updated_at=func.now()))


async def raised(tx: Tx, counter: str) -> int:
    """The next revision of the tenant's members or features; it holds the row, as ``held`` does."""
    column = organizations.c[counter]
    own = update(organizations).where(organizations.c.tenant_id == tx.tenant_id)
    number: int = (await tx.execute(own.values({counter: column + 1}).returning(column))).scalar_one()
    return number


async def free_ones(tx: Tx, user_id: UUID, now: datetime) -> int:
    """How many organisations a user owns for which nobody pays, closing ones too. Each is asked as its own tenant."""
    await tx.execute(_SET_USER, {"user": str(user_id)})
    query = select(memberships.c.tenant_id).where(memberships.c.user_id == user_id, memberships.c.role == "owner")
    owned, free = (await tx.execute(query)).scalars().all(), 0
    for tenant_id in owned:
        await tx.execute(_SET_TENANT, {"tenant": str(tenant_id)})
        own = (subscriptions.c[name] for name in ("tier", "status", "grace_until"))
        row = (await tx.execute(select(*own).where(subscriptions.c.tenant_id == tenant_id))).one_or_none()
        free += row is None or plan_of(row.tier, row.status, row.grace_until, now) == "free"
    await tx.execute(_SET_TENANT, {"tenant": str(tx.tenant_id)})
    return free


async def count_members(tx: Tx) -> int:
    """How many belong to the transaction's tenant."""
    query = select(func.count()).select_from(memberships).where(memberships.c.tenant_id == tx.tenant_id)
    return int((await tx.execute(query)).scalar_one())


async def name_of(tx: Tx) -> str | None:
    """What the transaction's tenant is called; None where there is no such organisation, or it is being erased."""
    own = (organizations.c.tenant_id == tx.tenant_id, organizations.c.erasing_since.is_(None))
    query = select(organizations.c.name).where(*own)
    name: str | None = (await tx.execute(query)).scalar_one_or_none()
    return name


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


def _organizations_of(user_id: UUID) -> "Select[Any]":
    own = (organizations.c[name] for name in ("name", "slug", "settings", "created_at", "suspended_at", "erase_after"))
    return (
        select(organizations.c.tenant_id.label("id"), memberships.c.role, memberships.c.joined_at, *own)
        .join(memberships, memberships.c.tenant_id == organizations.c.tenant_id)
        .where(memberships.c.user_id == user_id)
        .order_by(memberships.c.joined_at, organizations.c.tenant_id)
    )


def _organization(row: RowMapping) -> Organization:
    facts = dict(row)
    suspended_at = facts.pop("suspended_at")
    return Organization(**facts, status=status_of(suspended_at, facts["erase_after"]))


async def organizations_of(
    conn: AsyncConnection, user_id: UUID, *, limit: int, after: tuple[Any, ...] | None = None
) -> Sequence[Organization]:
    """The organisations a user belongs to, across tenants: what ``member_reads_own`` shows to ``app.user``.

    At most ``limit`` of them, from behind the one that was joined at that time and has that id.
    """
    await conn.execute(_SET_USER, {"user": str(user_id)})
    query = _organizations_of(user_id).limit(limit)
    if after is not None:
        query = query.where(tuple_(memberships.c.joined_at, organizations.c.tenant_id) > after)
    return [_organization(row) for row in (await conn.execute(query)).mappings()]


async def organization_of(conn: AsyncConnection, user_id: UUID, organization_id: UUID) -> Organization | None:
    """One of them; None where it does not exist or the user does not belong to it."""
    await conn.execute(_SET_USER, {"user": str(user_id)})
    query = _organizations_of(user_id).where(organizations.c.tenant_id == organization_id)
    row = (await conn.execute(query)).mappings().one_or_none()
    return _organization(row) if row else None


async def tenants_of(conn: AsyncConnection, user_id: UUID) -> Sequence[UUID]:
    """Every organisation that a user belongs to, across tenants."""
    await conn.execute(_SET_USER, {"user": str(user_id)})
    return (await conn.execute(select(memberships.c.tenant_id).where(memberships.c.user_id == user_id))).scalars().all()
