"""SQL of plans and reservations."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from common.stores.postgres import Tx
from tenants.quota.rules import Reservation, Tier, plan_of
from tenants.quota.tables import reservations, subscriptions


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
