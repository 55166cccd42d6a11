"""What tenants does as a participant of the audit saga, at the end of an audit, and as websites come and go.

An audit holds room in three quotas at once: for itself, its answers, and what they may cost.

A release that overtakes its reservation leaves an empty, released one behind, and so does the end of an audit that had
none: a late command finds it and sets nothing aside that nobody would ever release.
"""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from common.contracts.collector import WebsiteState
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, ReleaseQuota, ReserveQuota
from common.contracts.simulator.audit_results import ReservationResult
from common.contracts.tenants import QuotaReleased, QuotaReserved
from common.process.telemetry import log
from common.saga.participant import Done, Refused, takes_part
from common.stores.postgres import Tx, UnitOfWork
from tenants.quota import holding, store
from tenants.quota.plans import Plans
from tenants.quota.rules import ALWAYS, QuotaName, Reservation, period_of

_log = log("quota")
_NO_ORGANISATION = Refused("unknown-organisation", "This organisation does not exist, or not any more.")
_RELEASED = Refused("already-released", "This audit was given up before its quota was reserved.")
HELD_FOR = timedelta(days=14)
"""Longer than any audit lasts, a week of waiting for a person included: past it, its saga is lost."""


async def _take_turns(tx: Tx, command: ReserveQuota | ReleaseQuota) -> None:
    """The tenant's subscription: two reservations side by side would both fit where one does, and a release beside the
    reservation that it undoes would find nothing to release."""
    await store.plan(tx, command.occurred_at, lock=True)


@takes_part(undo=ReleaseQuota, late=_RELEASED, lock=_take_turns)
async def reserve_quota(command: ReserveQuota, tx: Tx, *, plans: Plans) -> Done | Refused:
    """Set room aside, or refuse with the figures of the quota that has too little."""
    now = plans.clock.now()
    plan = await store.plan(tx, now)
    if plan is None:
        return _NO_ORGANISATION
    if await store.reservations_for(tx, command.audit_id):
        return _RELEASED  # by the audit's end, which settles what was never reserved
    wants: holding.Wants = {"audits": 1, "answers": command.answers, "spend": command.spend_microdollars}
    if (short := await holding.shortage(tx, plans, plan, wants)) is not None:
        return Refused("quota-exceeded", short.sentence)
    made = await holding.keep(tx, plans, wants, command.audit_id, now + HELD_FOR)
    return Done(ReservationResult(reservation_id=_announced(tx, made)))


def _announced(tx: Tx, made: list[Reservation]) -> UUID:
    """The reservation of answers, which others are told of."""
    answers = next(each for each in made if each.quota == "answers")
    tx.emit(
        QuotaReserved(
            tenant_id=tx.tenant_id,
            audit_id=answers.subject_id,
            reservation_id=answers.id,
            answers=answers.reserved,
            period_start=answers.period_start,
        )
    )
    return answers.id


@takes_part(lock=_take_turns)
async def release_quota(command: ReleaseQuota, tx: Tx, *, plans: Plans) -> Done:
    """Give the room back, but for the answers that were received; done, too, where there is nothing to give back."""
    now = plans.clock.now()
    if await store.plan(tx, now) is not None:
        used: holding.Wants = {"answers": command.used, "spend": command.spent_microdollars}
        await _end(tx, command.audit_id, "released", {**used, "audits": int(command.used > 0)}, now)
    return Done()


async def settle_quota(
    event: AuditCompleted | AuditFailed | AuditCancelled, *, unit: UnitOfWork, plans: Plans
) -> None:  # fmt: skip
    """Charge the answers that were received, however the audit ended, and free the rest.

    An audit that came to nothing, with no answer received, is not counted as one.
    """
    now = plans.clock.now()
    counts = isinstance(event, AuditCompleted) or event.answers > 0
    used: holding.Wants = {"answers": event.answers, "spend": event.spent_microdollars, "audits": int(counts)}
    async with unit.once(event) as tx:
        if await store.plan(tx, now, lock=True) is not None:
            await _end(tx, event.audit_id, "settled", used, now)


async def _end(
    tx: Tx, audit_id: UUID, state: Literal["settled", "released"], used: holding.Wants, now: datetime
) -> None:  # fmt: skip
    held = await store.reservations_for(tx, audit_id)
    if not held:
        nothing = Reservation(holding.id_for("answers", audit_id), audit_id, period_of(now), 0, state="released")
        await store.add_reservation(tx, nothing)
    for before in held:
        await _end_one(tx, before, before.ended(state, used[before.quota]), used[before.quota])


async def _end_one(tx: Tx, before: Reservation, after: Reservation, used: int) -> None:
    if after == before:
        return
    if used > before.reserved:
        _log.warning("more than was reserved", quota=before.quota, subject=str(before.subject_id), used=used)
    await store.save_end(tx, after)
    if after.quota == "answers" and (before.state == "reserved" or after.used != before.used):
        tx.emit(
            QuotaReleased(
                tenant_id=tx.tenant_id,
                audit_id=after.subject_id,
                reservation_id=after.id,
                reserved=after.reserved,
                used=after.used,
            )
        )


async def count_website(event: WebsiteState, *, unit: UnitOfWork, plans: Plans) -> None:
    """Count a website for as long as it is there, also one that was entered before websites were counted."""
    website: QuotaName = "websites"
    async with unit.once(event) as tx:
        if await store.plan(tx, plans.clock.now(), lock=True) is None:
            return
        end = holding.give_back if event.deleted else holding.commit
        await end(tx, website, event.website_id, ALWAYS)
