"""What tenants does as a participant of the audit saga, and at the end of an audit.

A release that overtakes its reservation leaves an empty, released one behind, and so does the end of an audit that had
none: a late command finds it and sets nothing aside that nobody would ever release.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, ReleaseQuota, ReserveQuota
from common.contracts.simulator.audit_results import ReservationResult
from common.contracts.tenants import QuotaReleased, QuotaReserved
from common.primitives.ids import derived_id
from common.process.telemetry import log
from common.saga.participant import Done, Refused, takes_part
from common.stores.postgres import Tx, UnitOfWork
from tenants.quota import store
from tenants.quota.plans import Plans
from tenants.quota.rules import Reservation, period_of, refusal, standing

_log = log("quota")
_NO_ORGANISATION = Refused("unknown-organisation", "This organisation does not exist, or not any more.")
_RELEASED = Refused("already-released", "This audit was given up before its quota was reserved.")


async def _take_turns(tx: Tx, _: ReserveQuota | ReleaseQuota) -> None:
    """The tenant's subscription: two reservations side by side would both fit where one does, and a release beside the
    reservation that it undoes would find nothing to release."""
    await store.plan(tx, lock=True)


@takes_part(undo=ReleaseQuota, late=_RELEASED, lock=_take_turns)
async def reserve_quota(command: ReserveQuota, tx: Tx, *, plans: Plans) -> Done | Refused:
    """Set room aside, or refuse with the figures."""
    plan = await store.plan(tx)
    if plan is None:
        return _NO_ORGANISATION
    if await store.reservation_for(tx, command.audit_id) is not None:
        return _RELEASED  # by the audit's end, which settles what was never reserved
    period_start = period_of(plans.clock.now())
    now = standing(plans.limits[plan], await store.reservations_in(tx, period_start))
    if command.answers > now.available:
        return Refused("quota-exceeded", refusal(command.answers, plan, period_start, now))
    reservation = Reservation(_id_for(command.audit_id), command.audit_id, period_start, command.answers)
    await _set_aside(tx, reservation)
    return Done(ReservationResult(reservation_id=reservation.id))


async def _set_aside(tx: Tx, reservation: Reservation) -> None:
    await store.add_reservation(tx, reservation)
    tx.emit(
        QuotaReserved(
            tenant_id=tx.tenant_id,
            audit_id=reservation.audit_id,
            reservation_id=reservation.id,
            answers=reservation.reserved,
            period_start=reservation.period_start,
        )
    )


@takes_part(lock=_take_turns)
async def release_quota(command: ReleaseQuota, tx: Tx, *, plans: Plans) -> Done:
    """Give the room back, but for the answers that were received; done, too, where there is nothing to give back."""
    if await store.plan(tx) is not None:
        await _end(tx, command.audit_id, "released", command.used, plans.clock.now())
    return Done()


async def settle_quota(
    event: AuditCompleted | AuditFailed | AuditCancelled, *, unit: UnitOfWork, plans: Plans
) -> None:  # fmt: skip
    """Charge the answers that were received, however the audit ended, and free the rest."""
    async with unit.once(event) as tx:
        if await store.plan(tx, lock=True) is not None:
            await _end(tx, event.audit_id, "settled", event.answers, plans.clock.now())


async def _end(tx: Tx, audit_id: UUID, state: Literal["settled", "released"], answers: int, now: datetime) -> None:
    before = await store.reservation_for(tx, audit_id)
    if before is None:
        nothing = Reservation(_id_for(audit_id), audit_id, period_of(now), reserved=0, state="released")
        await store.add_reservation(tx, nothing)
        return
    after = before.ended(state, answers)
    if after == before:
        return
    if answers > before.reserved:
        _log.warning("more answers than were reserved", audit_id=str(audit_id), over=answers - before.reserved)
    await store.save_end(tx, after)
    if before.state == "reserved" or after.used != before.used:
        tx.emit(
            QuotaReleased(
                tenant_id=tx.tenant_id,
                audit_id=audit_id,
                reservation_id=after.id,
                reserved=after.reserved,
                used=after.used,
            )
        )


def _id_for(audit_id: UUID) -> UUID:
    """One audit has one reservation."""
    return derived_id("reservation", audit_id)
