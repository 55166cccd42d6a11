"""What runs do when told something: the first turns are put to work, or nothing more is asked.

The run's row closes the race of an order and its undo that are handled side by side: they insert the same one, so the
second waits for the first. An order that was second fails on it, is tried again, and finds a cancelled run.
"""

from collections.abc import Sequence
from datetime import datetime

from common.contracts.simulator import CancelRun, HoldConversations
from common.contracts.simulator.audit_results import StoppedRunResult
from common.primitives.clock import Clock
from common.primitives.errors import Invalid
from common.process.telemetry import current_traceparent
from common.saga.participant import Done, Refused, StepAnswer, Working, takes_part
from common.stores.postgres import Tx
from simulator.plans import store as plans
from simulator.plans.store import PlannedTurn
from simulator.providers.rules import Providers
from simulator.runs.store import answers, runs
from simulator.shared.jobs import JOBS
from simulator.shared.participant import LATE

_NO_PLAN = Refused("no-plan", "There is no plan to hold conversations by.")


@takes_part(undo=CancelRun, late=LATE)
async def hold_conversations(command: HoldConversations, tx: Tx, *, providers: Providers, clock: Clock) -> StepAnswer:
    """Put every first turn of the plan's conversations to work; the end of the last turn replies."""
    known = await runs.run_row(tx, runs.run_id_of(command.audit_id))
    if known is not None:
        return LATE if known["status"] == "cancelled" else Working()
    try:
        providers.chosen(command.providers)
    except Invalid as problem:  # the configuration changed since the audit was asked for
        return Refused(problem.type, problem.detail)
    plan = await plans.plan_row(tx, command.plan_id)
    if plan is None or plan["state"] != "planned":
        return _NO_PLAN
    await _begin(tx, command, await plans.planned_turns(tx, plan), clock.now())
    return Working()


async def _begin(tx: Tx, command: HoldConversations, planned: Sequence[PlannedTurn], now: datetime) -> None:
    first = await runs.begin_run(tx, command, planned, now=now, traceparent=current_traceparent() or "")
    for provider, turn_ids in first.items():
        await JOBS.add(tx, turn_ids, now, lane=provider, fields={"parent_id": runs.run_id_of(command.audit_id)})


@takes_part()
async def cancel_run(command: CancelRun, tx: Tx, *, clock: Clock) -> Done:
    """Ask nothing more; answers received stay, and the reply says how many."""
    run_id = runs.run_id_of(command.audit_id)
    received = await runs.cancel_run(tx, command.audit(), clock.now())
    await JOBS.drop(tx, {"parent_id": run_id})
    spent = await answers.spent(tx, command.audit_id)
    return Done(StoppedRunResult(run_id=run_id, answers=received, spent_microdollars=spent))
