"""What runs do when told something: the first turns are put to work, or nothing more is asked.

Commands come on topics of their own, so an undo can overtake what it undoes. It then leaves a cancelled run
behind, and the late command finds it.
"""

from common.clock import Clock
from common.contracts.simulator import CancelRun, HoldConversations
from common.errors import Invalid
from common.postgres import Tx, UnitOfWork
from common.saga.participant import done, first_reply, refuse
from common.telemetry import current_traceparent
from simulator.plans import store as plans
from simulator.providers.rules import Providers
from simulator.runs.store import runs
from simulator.shared.jobs import JOBS
from simulator.shared.participant import LATE, PARTICIPANT


async def hold_conversations(
    command: HoldConversations, *, unit: UnitOfWork, providers: Providers, clock: Clock
) -> None:
    """Put every first turn of the plan's conversations to work."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        known = await runs.run_row(tx, runs.run_id_of(command.audit_id))
        if known is not None:
            if known["status"] == "cancelled":
                await refuse(tx, command, PARTICIPANT, reason="cancelled", detail=LATE)
            return
        try:
            providers.chosen(command.providers)
        except Invalid as problem:  # the configuration changed since the audit was asked for
            await refuse(tx, command, PARTICIPANT, reason=problem.type, detail=problem.detail)
            return
        await _begin(tx, command, clock)


async def _begin(tx: Tx, command: HoldConversations, clock: Clock) -> None:
    plan = await plans.plan_row(tx, command.plan_id)
    if plan is None or plan["state"] != "planned":
        await refuse(tx, command, PARTICIPANT, reason="no-plan", detail="There is no plan to hold conversations by.")
        return
    now = clock.now()
    planned = await plans.planned_turns(tx, plan)
    first = await runs.begin_run(tx, command, planned, now=now, traceparent=current_traceparent() or "")
    for provider, turn_ids in first.items():
        await JOBS.add(tx, turn_ids, now, lane=provider, fields={"parent_id": runs.run_id_of(command.audit_id)})


async def cancel_run(command: CancelRun, *, unit: UnitOfWork, clock: Clock) -> None:
    """Ask nothing more; answers received stay, and the reply says how many."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        run_id = runs.run_id_of(command.audit_id)
        received = await runs.cancel_run(tx, command.audit_id, command.website_id, clock.now())
        await JOBS.drop(tx, {"parent_id": run_id})
        await done(tx, command, PARTICIPANT, run_id=str(run_id), answers=received)
