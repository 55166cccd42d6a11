"""SQL of plans and reservations."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from common.stores.postgres import Tx
from tenants.quota.rules import QuotaName, Reservation, Tier, plan_of
from tenants.quota.tables import reservations, subscriptions

_PLAN = select(subscriptions.c.tier, subscriptions.c.status, subscriptions.c.grace_until)


async def plan(tx: Tx, now: datetime, *, lock: bool = False) -> Tier | None:
    """The tenant's plan. ``lock`` makes reservations of one tenant take turns, so that none looks past another."""
    query = _PLAN.where(subscriptions.c.tenant_id == tx.tenant_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return plan_of(row.tier, row.status, row.grace_until, now) if row else None


_FIELDS = (
    "id", "subject_id", "period_start", "reserved", "used", "state", "quota", "expires_at",
)  # fmt: skip
_RESERVATION = select(*(reservations.c[name].label(name) for name in _FIELDS))


async def counting(tx: Tx, periods: Iterable[tuple[QuotaName, date]], now: datetime) -> Sequence[Reservation]:
    """The tenant's reservations that count in any of ``periods``: what expired while it was open does not."""
    table = reservations.c
    query = _RESERVATION.where(
        table.tenant_id == tx.tenant_id,
        tuple_(table.quota, table.period_start).in_(list(periods)),
        or_(table.state != "reserved", table.expires_at.is_(None), table.expires_at > now),
    )
    return [Reservation(**row) for row in (await tx.execute(query)).mappings()]


async def reservations_in(tx: Tx, period_start: date, quota: QuotaName = "answers") -> Sequence[Reservation]:
    """The tenant's reservations of one period of one quota, expired ones too."""
    query = _RESERVATION.where(
        reservations.c.tenant_id == tx.tenant_id,
        reservations.c.period_start == period_start,
        reservations.c.quota == quota,
    )
    return [Reservation(**row) for row in (await tx.execute(query)).mappings()]


async def reservations_for(tx: Tx, subject_id: UUID) -> Sequence[Reservation]:
    """What is reserved for one audit, website, ...: one reservation of each quota that it needs."""
    query = _RESERVATION.where(reservations.c.tenant_id == tx.tenant_id, reservations.c.subject_id == subject_id)
    return [Reservation(**row) for row in (await tx.execute(query.order_by(reservations.c.quota))).mappings()]


async def add_reservation(tx: Tx, reservation: Reservation) -> None:
    """Keep a new reservation."""
    row = {name: getattr(reservation, name) for name in _FIELDS}
    await tx.execute(insert(reservations).values({"tenant_id": tx.tenant_id, **row}))


async def save_end(tx: Tx, reservation: Reservation) -> None:
    """Keep how a reservation ended."""
    own = update(reservations).where(reservations.c.tenant_id == tx.tenant_id, reservations.c.id == reservation.id)
    await tx.execute(own.values(used=reservation.used, state=reservation.state, updated_at=func.now()))
