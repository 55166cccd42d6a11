"""One job of lane ``plan``: the conversations of an audit are planned, and the saga is answered."""

from common.contracts.simulator import ConversationsPlanned, PlanConversations
from common.contracts.simulator.audit_results import PlanResult
from common.contracts.vocabulary import BrandName, Panel
from common.jobs import Job, LeaseLost
from common.primitives.ids import derived_id
from common.process.telemetry import continue_trace, span
from common.saga.participant import Done, Refused, reply
from common.stores.postgres import UnitOfWork
from simulator.plans import store
from simulator.plans.corrections import store as facts
from simulator.plans.rules.planning import LanguageNotSupported, Plan, Planner, with_core_of
from simulator.plans.rules.said import NOTHING_SAID
from simulator.shared.jobs import JOBS

_NOTHING = Refused("nothing-to-plan", "The site says too little to plan conversations from.")
_FAULT = Refused("planning-failed", "The conversations could not be planned because of a fault on our side.")


async def make_plan(job: Job, *, unit: UnitOfWork, planner: Planner) -> None:
    """Plan the conversations of one audit and answer the saga."""
    async with unit.begin(job.tenant) as tx:
        row = await store.plan_row(tx, job.id)
        analysis = await store.analysis(tx, row["analysis_id"]) if row and row["state"] == "pending" else None
        said = await facts.said_of(tx, row["website_id"], row["language"]) if row and analysis else NOTHING_SAID
    if row is None or analysis is None:
        async with unit.begin(job.tenant) as tx:
            await JOBS.finish(tx, job)
        return
    command = PlanConversations.model_validate(row["command"])
    with continue_trace({"traceparent": row["traceparent"]}), span("plan conversations", audit_id=str(row["audit_id"])):
        try:
            plan = await planner.plan(analysis, Panel.model_validate(row["panel"]), row["language"], said)
        except LanguageNotSupported as unspoken:
            await _refuse(job, unit, Refused("language-not-supported", unspoken.detail))
            return
        async with unit.begin(job.tenant) as tx:
            if not planner.repeats_itself:
                key = (command.website_id, plan.planner_version, command.language)
                changed = await facts.spoken_otherwise(tx, plan)
                before = await store.conversations_before(tx, *key)
                plan = with_core_of(plan, [each for each in before if each.icp_id not in changed])
            current = await store.plan_row(tx, job.id, lock=True)
            if not await JOBS.finish(tx, job):
                raise LeaseLost
            if current is None or current["state"] != "pending":
                return
            if not plan.conversations:
                await reply(tx, command, _NOTHING)
                return
            await store.save_plan(tx, job.id, command.website_id, plan)
            brands = (analysis.brand.model_copy(update={"tracked": True}), *analysis.competitors)
            tx.emit(_planned(job, command, plan, brands))
            prompts = sum(len(conversation.prompts) for conversation in plan.conversations)
            await reply(tx, command, Done(PlanResult(plan_id=job.id, prompts=prompts)))


async def give_up_plan(job: Job, *, unit: UnitOfWork) -> None:
    """Refuse the step of a plan that was begun again and again and never made."""
    await _refuse(job, unit, _FAULT)


async def _refuse(job: Job, unit: UnitOfWork, refused: Refused) -> None:
    async with unit.begin(job.tenant) as tx:
        row = await store.plan_row(tx, job.id, lock=True)
        if not await JOBS.finish(tx, job):
            raise LeaseLost
        if row is not None and row["state"] == "pending":
            await reply(tx, PlanConversations.model_validate(row["command"]), refused)


def _planned(job: Job, command: PlanConversations, plan: Plan, brands: tuple[BrandName, ...]) -> ConversationsPlanned:
    return ConversationsPlanned(
        id=derived_id("conversations-planned", job.id),
        tenant_id=job.tenant,
        plan_id=job.id,
        audit_id=command.audit_id,
        website_id=command.website_id,
        analysis_id=command.analysis_id,
        planner_version=plan.planner_version,
        language=command.language,
        brands=brands,
        icps=tuple(customer.profile for customer in plan.customers),
        conversations=plan.conversations,
    )
