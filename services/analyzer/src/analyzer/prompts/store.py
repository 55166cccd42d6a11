"""Plans as they were announced, and what their prompts are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from analyzer.brands.store import add_brands
from analyzer.prompts import tables
from analyzer.shared.judged import Judged
from analyzer.shared.rows import add
from common.contracts.simulator import ConversationsPlanned
from common.contracts.vocabulary import BrandName, Classification
from common.primitives.ids import derived_id
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class PlannedPrompt:
    """One prompt of a plan and where it is said."""

    prompt_id: UUID
    conversation_id: UUID
    sequence_order: int
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as classification and extraction need it; prompts in the order in which they are said."""

    audit_id: UUID
    brands: tuple[BrandName, ...]
    prompts: tuple[PlannedPrompt, ...]


async def add_plan(tx: Tx, event: ConversationsPlanned) -> None:
    """Keep the brands to look for and the prompts of a plan."""
    spoken = [
        {
            "plan_id": event.plan_id,
            "prompt_id": prompt.id,
            "conversation_id": conversation.id,
            "icp_id": conversation.icp_id,
            "sequence_order": prompt.sequence_order,
            "prompt_type": prompt.prompt_type,
            "text": prompt.text,
        }
        for conversation in event.conversations
        for prompt in conversation.prompts
    ]
    row = {
        "id": event.plan_id,
        "audit_id": event.audit_id,
        "website_id": event.website_id,
        "analysis_id": event.analysis_id,
        "language": event.language,
        "brands": [brand.model_dump(mode="json") for brand in event.brands],
        "prompts": len(spoken),
    }
    await add(tx, tables.plans, [row])
    await add(tx, tables.prompts, spoken)
    await add_brands(tx, event.brands)


async def plan(tx: Tx, plan_id: UUID) -> Plan | None:
    """A plan; None where it is not here (yet)."""
    head = await _head(tx, plan_id)
    if head is None:
        return None
    table = tables.prompts
    query = select(table.c.prompt_id, table.c.conversation_id, table.c.sequence_order, table.c.text).where(
        table.c.tenant_id == tx.tenant_id, table.c.plan_id == plan_id
    )
    said = (await tx.execute(query.order_by(table.c.conversation_id, table.c.sequence_order))).mappings()
    return Plan(head["audit_id"], _brands(head), tuple(PlannedPrompt(**each) for each in said))


async def brands_of(tx: Tx, plan_id: UUID) -> tuple[BrandName, ...] | None:
    """The brands that a plan's answers are searched for; None where it is not here (yet)."""
    head = await _head(tx, plan_id)
    return None if head is None else _brands(head)


async def _head(tx: Tx, plan_id: UUID) -> Mapping[Any, Any] | None:
    query = select(tables.plans).where(tables.plans.c.tenant_id == tx.tenant_id, tables.plans.c.id == plan_id)
    return (await tx.execute(query)).mappings().first()


def _brands(head: Mapping[Any, Any]) -> tuple[BrandName, ...]:
    return tuple(BrandName.model_validate(each) for each in head["brands"])


async def add_classifications(
    tx: Tx, known: Plan, plan_id: UUID, judged: Mapping[UUID, Judged[Classification]], moment: datetime
) -> None:
    """Keep what each prompt is about."""
    rows = [
        {
            "id": derived_id("prompt-classification", plan_id, prompt_id, each.version),
            "audit_id": known.audit_id,
            "plan_id": plan_id,
            "prompt_id": prompt_id,
            "intent_type": each.value.intent,
            "funnel_stage": each.value.funnel_stage,
            "buying_signal": each.value.buying_signal,
            "trust_need": each.value.trust_need,
            "query_intent": each.value.query_intent,
            "branded": each.value.branded,
            "confidence_score": each.value.confidence,
            "cues": list(each.value.cues),
            "classifier_version": each.version,
            "fallback_reason": each.fallback_reason,
            "classified_at": moment,
        }
        for prompt_id, each in judged.items()
    ]
    await add(tx, tables.prompt_classifications, rows)


async def classifications_of(tx: Tx, plan_id: UUID) -> dict[UUID, Classification]:
    """What the prompts of a plan were found to be about, by the newest verdict on each."""
    table = tables.prompt_classifications
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.plan_id == plan_id)
    oldest_first = (await tx.execute(query.order_by(table.c.classified_at))).mappings()
    return {row["prompt_id"]: classification(row) for row in oldest_first}


def classification(row: Mapping[Any, Any]) -> Classification:
    """A row of ``prompt_classifications`` as it travels."""
    return Classification(
        intent=row["intent_type"],
        funnel_stage=row["funnel_stage"],
        buying_signal=row["buying_signal"],
        trust_need=row["trust_need"],
        query_intent=row["query_intent"],
        branded=row["branded"],
        confidence=row["confidence_score"],
        cues=tuple(row["cues"]),
    )
