"""What plans do when told something: analyses are kept, a plan is ordered or put out of use.

Commands come on topics of their own, so an undo can overtake what it undoes. It then leaves an archived plan
behind, and the late command finds it.
"""

from common.clock import Clock
from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.simulator import ArchivePlan, PlanConversations
from common.messaging.outcomes import NotReady
from common.postgres import UnitOfWork
from common.saga.participant import done, first_reply, refuse
from common.telemetry import current_traceparent
from simulator.plans import store
from simulator.shared.jobs import JOBS, PLAN_LANE
from simulator.shared.participant import LATE, PARTICIPANT


async def remember_analysis(event: WebsiteAnalyzed, *, unit: UnitOfWork) -> None:
    """Keep the analysis: planning needs it."""
    async with unit.once(event) as tx:
        await store.remember_analysis(tx, event)


async def plan_conversations(command: PlanConversations, *, unit: UnitOfWork, clock: Clock) -> None:
    """Have a plan made from the analysis, once that has arrived."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        plan_id = store.plan_id_of(command.audit_id)
        known = await store.plan_row(tx, plan_id)
        if known is not None:
            if known["state"] == "archived":
                await refuse(tx, command, PARTICIPANT, reason="cancelled", detail=LATE)
            return  # it is being made: the reply will come
        if await store.analysis(tx, command.analysis_id) is None:
            raise NotReady(f"analysis {command.analysis_id} has not arrived")
        await store.begin_plan(tx, command, current_traceparent() or "")
        await JOBS.add(tx, [plan_id], clock.now(), lane=PLAN_LANE, fields={"parent_id": plan_id})


async def archive_plan(command: ArchivePlan, *, unit: UnitOfWork) -> None:
    """Put the plan out of use; answers that rest on it keep it."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        await store.archive_plan(tx, command.audit_id, command.website_id)
        await JOBS.drop(tx, {"parent_id": store.plan_id_of(command.audit_id)})
        await done(tx, command, PARTICIPANT)
