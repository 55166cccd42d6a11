"""SQL of tenants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.vocabulary import Role
from common.postgres import Tx
from tenants.quota import Reservation, Tier, plan_of
from tenants.slugs import slug_candidates
from tenants.tables import memberships, organizations, reservations, subscriptions

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
        row = {"tenant_id": tx.tenant_id, "name": name, "slug": slug, "settings": {}}
        added = await tx.execute(insert(organizations).values(row).on_conflict_do_nothing(index_elements=["slug"]))
        if added.rowcount:
            await tx.execute(insert(subscriptions).values(tenant_id=tx.tenant_id, tier="free", status="inactive"))
            return slug
    return None


async def add_member(tx: Tx, user_id: UUID, role: Role, joined_at: datetime) -> None:
    """Make a user a member."""
    row = {"tenant_id": tx.tenant_id, "user_id": user_id, "role": role, "joined_at": joined_at}
    await tx.execute(insert(memberships).values(row))


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


async def plan(tx: Tx, *, lock: bool = False) -> Tier | None:
    """The tenant's plan. ``lock`` makes reservations of one tenant take turns, so that none looks past another."""
    query = select(subscriptions.c.tier, subscriptions.c.status).where(subscriptions.c.tenant_id == tx.tenant_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return plan_of(row.tier, row.status) if row else None


_RESERVATION = select(
    reservations.c.id,
    reservations.c.audit_id,
    reservations.c.period_start,
    reservations.c.reserved,
    reservations.c.used,
    reservations.c.state,
)


async def reservations_in(tx: Tx, period_start: date) -> Sequence[Reservation]:
    """The tenant's reservations of one period."""
    query = _RESERVATION.where(reservations.c.tenant_id == tx.tenant_id, reservations.c.period_start == period_start)
    return [Reservation(**row) for row in (await tx.execute(query)).mappings()]


async def reservation_for(tx: Tx, audit_id: UUID) -> Reservation | None:
    """The reservation of one audit, if there is one."""
    query = _RESERVATION.where(reservations.c.tenant_id == tx.tenant_id, reservations.c.audit_id == audit_id)
    row = (await tx.execute(query)).mappings().one_or_none()
    return Reservation(**row) if row else None


async def add_reservation(tx: Tx, reservation: Reservation) -> None:
    """Keep a new reservation."""
    row = {
        "tenant_id": tx.tenant_id,
        "id": reservation.id,
        "audit_id": reservation.audit_id,
        "period_start": reservation.period_start,
        "reserved": reservation.reserved,
        "used": reservation.used,
        "state": reservation.state,
    }
    await tx.execute(insert(reservations).values(row))


async def save_end(tx: Tx, reservation: Reservation) -> None:
    """Keep how a reservation ended."""
    own = update(reservations).where(reservations.c.tenant_id == tx.tenant_id, reservations.c.id == reservation.id)
    await tx.execute(own.values(used=reservation.used, state=reservation.state, updated_at=func.now()))
