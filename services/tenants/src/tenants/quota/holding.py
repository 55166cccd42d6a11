"""Room in a plan: looked at, set aside, used or given back, always under the tenant's turn.

``hold`` refuses what does not fit; ``commit`` and ``give_back`` end what was held. All of it is done in the caller's
transaction, whose lock on the subscription makes the reservations of one tenant take turns.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from common.primitives.errors import Conflict, NotFound
from common.primitives.ids import derived_id
from common.stores.postgres import Tx
from tenants.quota import store
from tenants.quota.plans import Plans
from tenants.quota.rules import (
    QUOTAS,
    QuotaName,
    QuotaUse,
    Reservation,
    Shortage,
    Tier,
    period_of,
    resets_on,
    standing,
)

Wants = Mapping[QuotaName, int]


async def uses(tx: Tx, plans: Plans, plan: Tier) -> dict[QuotaName, QuotaUse]:
    """How every quota stands now."""
    now = plans.clock.now()
    rows = await store.counting(tx, [(quota, period_of(now, quota)) for quota in QUOTAS], now)
    return {quota: await _use(tx, plans, plan, quota, rows) for quota in QUOTAS}


async def _use(tx: Tx, plans: Plans, plan: Tier, quota: QuotaName, rows: Sequence[Reservation]) -> QuotaUse:
    own = standing(plans.limits[plan][quota], (each for each in rows if each.quota == quota))
    if quota not in plans.counts:
        return own
    return QuotaUse(own.limit, own.reserved, own.used + await plans.counts[quota](tx))


async def shortage(tx: Tx, plans: Plans, plan: Tier, wants: Wants) -> Shortage | None:
    """The first of ``wants`` that does not fit now. Only true for as long as the tenant's turn is held."""
    now = plans.clock.now()
    wanted = {quota: count for quota, count in wants.items() if count > 0}
    rows = await store.counting(tx, [(quota, period_of(now, quota)) for quota in wanted], now)
    for quota, count in wanted.items():
        use = await _use(tx, plans, plan, quota, rows)
        if count > use.available:
            return Shortage(quota, count, plan, period_of(now, quota), use)
    return None


async def take_turns(tx: Tx, plans: Plans) -> None:
    """Wait for the tenant's turn. The first row that a transaction holds which holds the organisation's row as well:
    a change of the plan holds them in this order, and two orders would wait for each other."""
    await store.plan(tx, plans.clock.now(), lock=True)


async def admit(tx: Tx, plans: Plans, wants: Wants) -> None:
    """Take the tenant's turn, and raise ``Conflict`` (quota-exceeded) unless ``wants`` fit; nothing is kept.

    For what this database keeps itself: whoever adds a member or client in the same transaction needs no reservation.
    """
    plan = await store.plan(tx, plans.clock.now(), lock=True)
    if plan is None:
        raise NotFound("organisation-not-found", "There is no such organisation, or you do not belong to it.")
    if (short := await shortage(tx, plans, plan, wants)) is not None:
        raise exceeded(short)


async def hold(tx: Tx, plans: Plans, wants: Wants, subject_id: UUID, until: datetime | None) -> list[Reservation]:
    """Set room aside for ``subject_id`` until ``until``; what it holds already is not held twice."""
    await take_turns(tx, plans)  # first: who holds for the same subject at this moment is seen
    held = {each.quota for each in await store.reservations_for(tx, subject_id)}
    await admit(tx, plans, {quota: count for quota, count in wants.items() if quota not in held})
    return await keep(tx, plans, {q: n for q, n in wants.items() if q not in held}, subject_id, until)


async def keep(tx: Tx, plans: Plans, wants: Wants, subject_id: UUID, until: datetime | None) -> list[Reservation]:
    """Keep reservations that were found to fit."""
    now = plans.clock.now()
    made = [
        Reservation(id_for(quota, subject_id), subject_id, period_of(now, quota), count, quota=quota, expires_at=until)
        for quota, count in wants.items()
        if count > 0
    ]
    for each in made:
        await store.add_reservation(tx, each)
    return made


async def commit(tx: Tx, quota: QuotaName, subject_id: UUID, period_start: date) -> None:
    """Count one of what came to be, however late: it is there, whether or not it was held and is held still."""
    known = {each.quota: each for each in await store.reservations_for(tx, subject_id)}
    if (before := known.get(quota)) is None:
        made = Reservation(id_for(quota, subject_id), subject_id, period_start, 1, 1, "settled", quota)
        await store.add_reservation(tx, made)
    elif before.state == "reserved":
        await store.save_end(tx, before.ended("settled", before.reserved))


async def give_back(tx: Tx, quota: QuotaName, subject_id: UUID, period_start: date) -> None:
    """Count it no more. What was given back stays so: a message from before finds the row and counts nothing."""
    known = {each.quota: each for each in await store.reservations_for(tx, subject_id)}
    if (before := known.get(quota)) is None:
        made = Reservation(id_for(quota, subject_id), subject_id, period_start, 0, 0, "released", quota)
        await store.add_reservation(tx, made)
    elif before.state != "released":
        gone = Reservation(before.id, subject_id, before.period_start, before.reserved, 0, "released", quota)
        await store.save_end(tx, gone)


def exceeded(short: Shortage) -> Conflict:
    """The problem of a shortage: which limit, how it stands, and what to do."""
    day = resets_on(short.quota, short.period_start)
    figures = {"limit": short.now.limit, "used": short.now.used, "reserved": short.now.reserved}
    return Conflict(
        "quota-exceeded", short.sentence, quota=short.quota, resets_at=None if day is None else f"{day}", **figures
    )  # fmt: skip


def id_for(quota: QuotaName, subject_id: UUID) -> UUID:
    """One subject has one reservation of each quota. The ids of answers are as they were before there were others."""
    return derived_id("reservation", subject_id) if quota == "answers" else derived_id("reservation", quota, subject_id)
