"""SQL of plans: analyses, profiles, conversations, prompts. What answers rest on is put out of use, not deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.simulator import PlanConversations
from common.contracts.vocabulary import PlannedConversation, PlannedPrompt, SourcedText
from common.primitives.ids import derived_id
from common.primitives.versions import label_of
from common.stores.postgres import Tx
from simulator.plans.rules.customers.profiles import IdealCustomer
from simulator.plans.rules.planning import Plan
from simulator.plans.rules.said import Seat
from simulator.plans.tables import conversations, icps, plans, prompts, website_analyses


def plan_id_of(audit_id: UUID) -> UUID:
    """The id of an audit's plan."""
    return derived_id("plan", audit_id)


async def remember_analysis(tx: Tx, event: WebsiteAnalyzed) -> None:
    """Keep what analyzer found; a later event about the same analysis replaces it."""
    row = {
        "tenant_id": tx.tenant_id,
        "id": event.analysis_id,
        "website_id": event.website_id,
        "audit_id": event.audit_id,
        "analysis": event.model_dump(mode="json"),
    }
    kept = insert(website_analyses).values(row)
    await tx.execute(kept.on_conflict_do_update(index_elements=["tenant_id", "id"], set_={"analysis": row["analysis"]}))


async def analysis(tx: Tx, analysis_id: UUID) -> WebsiteAnalyzed | None:
    """An analysis that has arrived."""
    query = select(website_analyses.c.analysis).where(
        website_analyses.c.tenant_id == tx.tenant_id, website_analyses.c.id == analysis_id
    )
    found = (await tx.execute(query)).scalar_one_or_none()
    return WebsiteAnalyzed.as_kept(found) if found else None


async def plan_row(tx: Tx, plan_id: UUID, *, lock: bool = False) -> RowMapping | None:
    """The row of a plan."""
    query = select(plans).where(plans.c.tenant_id == tx.tenant_id, plans.c.id == plan_id)
    return (await tx.execute(query.with_for_update() if lock else query)).mappings().one_or_none()


async def begin_plan(tx: Tx, command: PlanConversations, traceparent: str) -> None:
    """Note that a plan is to be made."""
    row = {
        "tenant_id": tx.tenant_id,
        "id": plan_id_of(command.audit_id),
        "audit_id": command.audit_id,
        "website_id": command.website_id,
        "analysis_id": command.analysis_id,
        "language": command.language,
        "panel": command.panel.model_dump(mode="json"),
        "state": "pending",
        "command": command.model_dump(mode="json"),
        "traceparent": traceparent,
    }
    await tx.execute(insert(plans).values(row))


async def archive_plan(tx: Tx, audit_id: UUID, website_id: UUID) -> None:
    """Put a plan out of use; where there is none yet, an archived one stands in the way of a late command."""
    row = {"tenant_id": tx.tenant_id, "id": plan_id_of(audit_id), "audit_id": audit_id, "website_id": website_id}
    archived = insert(plans).values(**row, state="archived")
    await tx.execute(
        archived.on_conflict_do_update(
            index_elements=["tenant_id", "id"], set_={"state": "archived", "updated_at": func.now()}
        )
    )


async def save_plan(tx: Tx, plan_id: UUID, website_id: UUID, plan: Plan) -> None:
    """Store what was planned, and make it the website's present profiles and conversations."""
    await _save_icps(tx, website_id, plan)
    for customer in plan.customers:
        own = [each for each in plan.conversations if each.icp_id == customer.profile.id]
        await _save_conversations(tx, website_id, customer.profile.id, own)
    done = {
        "state": "planned",
        "planner_version": plan.planner_version,
        "icp_ids": [customer.profile.id for customer in plan.customers],
        "conversation_ids": [conversation.id for conversation in plan.conversations],
        "prompts": sum(len(conversation.prompts) for conversation in plan.conversations),
        "updated_at": func.now(),
    }
    await tx.execute(update(plans).where(plans.c.tenant_id == tx.tenant_id, plans.c.id == plan_id).values(done))


async def _save_icps(tx: Tx, website_id: UUID, plan: Plan) -> None:
    """Whoever had a place up to the last one of the plan leaves it; then those of the plan take theirs."""
    rows = [_icp_row(tx, website_id, seat) | {"language": plan.language} for seat in plan.seats]
    places = icps.c.sequence_number <= max((row["sequence_number"] for row in rows), default=0)
    known = icps.c.id.in_([row["id"] for row in rows])  # a profile may have moved: its old place is given up first
    mine = (icps.c.tenant_id == tx.tenant_id, icps.c.website_id == website_id, icps.c.is_active)
    await tx.execute(update(icps).where(*mine, or_(places, known)).values(is_active=False, updated_at=func.now()))
    for row in rows:
        again = {**row, "updated_at": func.now()}
        await tx.execute(insert(icps).values(row).on_conflict_do_update(index_elements=["tenant_id", "id"], set_=again))


def _icp_row(tx: Tx, website_id: UUID, seat: Seat[IdealCustomer]) -> dict[str, Any]:
    profile = seat.customer.profile
    return {
        "tenant_id": tx.tenant_id,
        "id": profile.id,
        "website_id": website_id,
        "sequence_number": profile.sequence_number,
        "name": profile.name,
        "description": profile.description,
        "demographics": profile.model_dump(mode="json", include=_DEMOGRAPHICS) | {"gender": None},
        "professional_profile": profile.model_dump(mode="json", include=_PROFESSION),
        "pain_points": profile.pain_points,
        "goals": profile.goals,
        "motivations": profile.motivations,
        "objections": profile.objections,
        "decision_factors": profile.decision_factors,
        "information_sources": profile.information_sources,
        "buying_journey_stage": profile.buying_journey_stage,
        "trigger": profile.trigger,
        "writing": profile.writing,
        "statements": [each.model_dump(mode="json") for each in profile.statements],
        "is_active": True,
        "planned": seat.planned.model_dump(mode="json"),
        "said": seat.facts.words,
    }


_DEMOGRAPHICS = {"age_range", "location", "income_level", "education"}
_PROFESSION = {"job_titles", "company_size", "industry", "seniority"}


async def _save_conversations(tx: Tx, website_id: UUID, icp_id: UUID, planned: Sequence[PlannedConversation]) -> None:
    if not planned:
        return
    retired = update(conversations).where(
        conversations.c.tenant_id == tx.tenant_id,
        conversations.c.icp_id == icp_id,
        conversations.c.sequence_number.in_([each.sequence_number for each in planned]),
        conversations.c.id.not_in([each.id for each in planned]),
    )
    await tx.execute(retired.values(is_active=False, updated_at=func.now()))
    again = insert(conversations).values([_conversation_row(tx, website_id, icp_id, each) for each in planned])
    fresh = {name: again.excluded[name] for name in ("is_active", *_ABOUT)}
    await tx.execute(again.on_conflict_do_update(index_elements=["tenant_id", "id"], set_=fresh))
    await _save_prompts(tx, planned)


_ABOUT = ("topic", "concern", "context", "expected_outcome", "reason", "rests_on")


def _conversation_row(tx: Tx, website_id: UUID, icp_id: UUID, planned: PlannedConversation) -> dict[str, Any]:
    return {
        "tenant_id": tx.tenant_id,
        "id": planned.id,
        "website_id": website_id,
        "icp_id": icp_id,
        "sequence_number": planned.sequence_number,
        "topic": planned.topic[:255],
        **planned.model_dump(mode="json", include={"concern", "context", "expected_outcome", "reason"}),
        "rests_on": planned.rests_on.model_dump(mode="json") if planned.rests_on else null(),
        "is_core_conversation": planned.core,
        "is_active": True,
    }


async def _save_prompts(tx: Tx, planned: Sequence[PlannedConversation]) -> None:
    said = [
        {
            "tenant_id": tx.tenant_id,
            "id": prompt.id,
            "conversation_id": each.id,
            "sequence_order": prompt.sequence_order,
            "prompt_type": prompt.prompt_type,
            "prompt_text": prompt.text,
        }
        for each in planned
        for prompt in each.prompts
    ]
    await tx.execute(insert(prompts).on_conflict_do_nothing(), said)


async def conversations_before(
    tx: Tx, website_id: UUID, planner_version: str, language: str
) -> list[PlannedConversation]:
    """The conversations of the website's newest plan by the same planner, mended or not, in the same language."""
    newest = (
        select(plans.c.audit_id)
        .where(
            plans.c.tenant_id == tx.tenant_id,
            plans.c.website_id == website_id,
            func.split_part(plans.c.planner_version, "@", 1) == label_of(planner_version),
            plans.c.language == language,
        )
        .order_by(plans.c.created_at.desc())
        .limit(1)
    )
    audit_id = (await tx.execute(newest)).scalar_one_or_none()
    return grouped(await conversations_of(tx, audit_id)) if audit_id else []


def grouped(rows: Sequence[RowMapping]) -> list[PlannedConversation]:
    """Rows of ``conversations_of`` as conversations."""
    found: dict[UUID, list[RowMapping]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return [
        PlannedConversation(
            id=first["id"],
            icp_id=first["icp_id"],
            sequence_number=first["sequence_number"],
            topic=first["topic"],
            concern=first["concern"],
            context=first["context"],
            expected_outcome=first["expected_outcome"],
            reason=first["reason"],
            rests_on=SourcedText.as_kept(first["rests_on"]) if first["rests_on"] else None,
            core=first["is_core_conversation"],
            prompts=tuple(
                PlannedPrompt(
                    id=row["prompt_id"],
                    text=row["prompt_text"],
                    prompt_type=row["prompt_type"],
                    sequence_order=row["sequence_order"],
                )
                for row in own
            ),
        )
        for own in found.values()
        for first in own[:1]
    ]


@dataclass(frozen=True, slots=True)
class PlannedTurn:
    """One prompt of a plan, with its place."""

    conversation_id: UUID
    prompt_id: UUID
    turn: int


async def planned_turns(tx: Tx, plan: RowMapping) -> list[PlannedTurn]:
    """Every prompt of a plan, conversation by conversation, in the plan's order."""
    query = (
        select(prompts.c.conversation_id, prompts.c.id.label("prompt_id"), prompts.c.sequence_order.label("turn"))
        .where(prompts.c.tenant_id == tx.tenant_id, prompts.c.conversation_id.in_(plan["conversation_ids"]))
        .order_by(prompts.c.sequence_order)
    )
    order = {each: place for place, each in enumerate(plan["conversation_ids"])}
    found = [PlannedTurn(**row) for row in (await tx.execute(query)).mappings()]
    return sorted(found, key=lambda each: (order[each.conversation_id], each.turn))


async def icps_of(tx: Tx, audit_id: UUID) -> Sequence[RowMapping]:
    """The profiles of an audit's plan."""
    query = (
        select(icps)
        .join(plans, (plans.c.tenant_id == icps.c.tenant_id) & (icps.c.id == func.any(plans.c.icp_ids)))
        .where(icps.c.tenant_id == tx.tenant_id, plans.c.audit_id == audit_id)
        .order_by(icps.c.sequence_number)
    )
    return (await tx.execute(query)).mappings().all()


async def conversations_of(tx: Tx, audit_id: UUID) -> Sequence[RowMapping]:
    """The prompts of an audit's plan with their conversations, in order."""
    planned = (plans.c.tenant_id == conversations.c.tenant_id) & (
        conversations.c.id == func.any(plans.c.conversation_ids)
    )
    query = (
        select(
            conversations.c.id, conversations.c.icp_id, conversations.c.sequence_number, conversations.c.topic,
            conversations.c.concern, conversations.c.context, conversations.c.expected_outcome,
            conversations.c.reason, conversations.c.rests_on, conversations.c.is_core_conversation,
            icps.c.name.label("icp_name"),
            prompts.c.id.label("prompt_id"), prompts.c.prompt_text, prompts.c.prompt_type, prompts.c.sequence_order,
        )
        .join(plans, planned)
        .join(icps, (icps.c.tenant_id == conversations.c.tenant_id) & (icps.c.id == conversations.c.icp_id))
        .join(
            prompts,
            (prompts.c.tenant_id == conversations.c.tenant_id) & (prompts.c.conversation_id == conversations.c.id),
        )
        .where(conversations.c.tenant_id == tx.tenant_id, plans.c.audit_id == audit_id)
        .order_by(icps.c.sequence_number, conversations.c.sequence_number, prompts.c.sequence_order)
    )  # fmt: skip
    return (await tx.execute(query)).mappings().all()
