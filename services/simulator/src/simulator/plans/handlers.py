"""What plans do when told something: analyses are kept, a plan is ordered or put out of use.

The plan's row closes the race of an order and its undo that are handled side by side: they insert the same one, so the
second waits for the first. An order that was second fails on it, is tried again, and finds an archived plan.
"""

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.simulator import ArchivePlan, PlanConversations
from common.messaging.outcomes import NotReady
from common.primitives.clock import Clock
from common.process.telemetry import current_traceparent
from common.saga.participant import Done, Refused, Working, takes_part
from common.stores.postgres import Tx, UnitOfWork
from simulator.plans import store
from simulator.shared.jobs import JOBS, PLAN_LANE
from simulator.shared.participant import LATE


async def remember_analysis(event: WebsiteAnalyzed, *, unit: UnitOfWork) -> None:
    """Keep the analysis: planning needs it."""
    async with unit.once(event) as tx:
        await store.remember_analysis(tx, event)


@takes_part(undo=ArchivePlan, late=LATE)
async def plan_conversations(command: PlanConversations, tx: Tx, *, clock: Clock) -> Refused | Working:
    """Have a plan made from the analysis, once that has arrived; the worker replies."""
    plan_id = store.plan_id_of(command.audit_id)
    known = await store.plan_row(tx, plan_id)
    if known is not None:
        return LATE if known["state"] == "archived" else Working()
    if await store.analysis(tx, command.analysis_id) is None:
        raise NotReady(f"analysis {command.analysis_id} has not arrived")
    await store.begin_plan(tx, command, current_traceparent() or "")
    await JOBS.add(tx, [plan_id], clock.now(), lane=PLAN_LANE, fields={"parent_id": plan_id})
    return Working()


@takes_part()
async def archive_plan(command: ArchivePlan, tx: Tx) -> Done:
    """Put the plan out of use; answers that rest on it keep it."""
    await store.archive_plan(tx, command.audit_id, command.website_id)
    await JOBS.drop(tx, {"parent_id": store.plan_id_of(command.audit_id)})
    return Done()
