"""What tenants does as a participant of the audit saga, and at the end of an audit.

Commands come on topics of their own, so an undo can overtake the command it undoes. It then leaves an empty, released
reservation behind: the late command finds it and sets nothing aside that nobody would ever release.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, ReleaseQuota, ReserveQuota
from common.contracts.tenants import QuotaReleased, QuotaReserved
from common.ids import derived_id
from common.postgres import Tx, UnitOfWork
from common.saga.participant import done, first_reply, refuse
from common.telemetry import log
from tenants.quota import store
from tenants.quota.plans import Plans
from tenants.quota.rules import Reservation, Tier, period_of, refusal, standing

_log = log("quota")
PARTICIPANT = "tenants"


async def reserve_quota(command: ReserveQuota, *, unit: UnitOfWork, plans: Plans) -> None:
    """Set room aside, or refuse with the figures. Reservations of one tenant take turns, so together they fit."""
    async with unit.once(command) as tx:
        plan = await store.plan(tx, lock=True)
        if await first_reply(tx, command):
            return
        if plan is None:
            await refuse(tx, command, PARTICIPANT, reason="unknown-organisation", detail=_NO_ORGANISATION)
            return
        known = await store.reservation_for(tx, command.audit_id)
        if known is not None:
            await refuse(tx, command, PARTICIPANT, reason="already-released", detail=_RELEASED)
            return
        await _reserve(tx, command, plan, plans)


_NO_ORGANISATION = "This organisation does not exist, or not any more."
_RELEASED = "This audit was given up before its quota was reserved."


async def _reserve(tx: Tx, command: ReserveQuota, plan: Tier, plans: Plans) -> None:
    period_start = period_of(plans.clock.now())
    now = standing(plans.limits[plan], await store.reservations_in(tx, period_start))
    if command.answers > now.available:
        detail = refusal(command.answers, plan, period_start, now)
        await refuse(tx, command, PARTICIPANT, reason="quota-exceeded", detail=detail)
        return
    reservation = Reservation(_id_for(command.audit_id), command.audit_id, period_start, command.answers)
    await store.add_reservation(tx, reservation)
    tx.emit(
        QuotaReserved(
            tenant_id=tx.tenant_id,
            audit_id=command.audit_id,
            reservation_id=reservation.id,
            answers=reservation.reserved,
            period_start=period_start,
        )
    )
    await done(tx, command, PARTICIPANT, reservation_id=str(reservation.id))


async def release_quota(command: ReleaseQuota, *, unit: UnitOfWork, plans: Plans) -> None:
    """Give the room back, but for the answers that were received; done, too, where there is nothing to give back."""
    async with unit.once(command) as tx:
        exists = await store.plan(tx, lock=True) is not None
        if await first_reply(tx, command):
            return
        if exists:
            await _end(tx, command.audit_id, "released", command.used, plans.clock.now())
        await done(tx, command, PARTICIPANT)


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
