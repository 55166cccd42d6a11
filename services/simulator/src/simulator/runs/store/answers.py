"""SQL of answers and of what they cost."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, select
from sqlalchemy.dialects.postgresql import insert

from common.contracts.answer import QuestionContext
from common.primitives.ids import derived_id
from common.stores.postgres import Tx
from simulator.plans.tables import conversations, icps, prompts
from simulator.providers.rules import Answer
from simulator.runs.store.questions import Question, source
from simulator.runs.tables import cost_ledger, llm_responses, runs, turns


def response_id_of(turn_id: UUID) -> UUID:
    """The id of a turn's answer: asking again after a crash can't give a second one."""
    return derived_id("response", turn_id)


async def save_answer(tx: Tx, asked: Question, answer: Answer, object_key: str, now: datetime) -> None:
    """Store one answer."""
    row = {
        "tenant_id": tx.tenant_id,
        "id": response_id_of(asked.turn_id),
        "run_id": asked.run_id,
        "turn_id": asked.turn_id,
        "prompt_id": asked.prompt_id,
        "llm_provider": asked.provider,
        "requested_model": answer.requested_model,
        "llm_model": answer.actual_model,
        "repeat": asked.repeat,
        "parameters": answer.parameters,
        "response_text": answer.text,
        "finish_reason": answer.finish_reason,
        "prompt_tokens": answer.prompt_tokens,
        "response_tokens": answer.response_tokens,
        "latency_ms": answer.latency_ms,
        "object_key": object_key,
        "answered_at": now,
    }
    await tx.execute(insert(llm_responses).values(row))


async def record_cost(tx: Tx, asked: Question, answer: Answer, attempt: UUID, *, kept: bool) -> None:
    """Enter what a request used. An answer that came too late to be kept was paid for all the same."""
    row = {
        "tenant_id": tx.tenant_id,
        "id": derived_id("cost", attempt),
        "run_id": asked.run_id,
        "turn_id": asked.turn_id,
        "provider": asked.provider,
        "model": answer.actual_model,
        "prompt_tokens": answer.prompt_tokens,
        "response_tokens": answer.response_tokens,
        "cost_usd": answer.cost_usd,
        "kept": kept,
    }
    await tx.execute(insert(cost_ledger).values(row).on_conflict_do_nothing())


async def count_answers(tx: Tx, audit_id: UUID) -> int:
    """Answers received for an audit."""
    query = (
        select(func.count())
        .select_from(llm_responses)
        .join(runs, and_(runs.c.tenant_id == llm_responses.c.tenant_id, runs.c.id == llm_responses.c.run_id))
        .where(llm_responses.c.tenant_id == tx.tenant_id, runs.c.audit_id == audit_id)
    )
    return int((await tx.execute(query)).scalar_one())


async def spent(tx: Tx, audit_id: UUID) -> int:
    """What asking for an audit cost so far, in millionths of a US dollar; what no provider told the price of is 0."""
    cost = func.ceil(func.coalesce(func.sum(cost_ledger.c.cost_usd), 0) * 1_000_000)
    query = (
        select(cost)
        .select_from(cost_ledger)
        .join(runs, and_(runs.c.tenant_id == cost_ledger.c.tenant_id, runs.c.id == cost_ledger.c.run_id))
        .where(cost_ledger.c.tenant_id == tx.tenant_id, runs.c.audit_id == audit_id)
    )
    return int((await tx.execute(query)).scalar_one())


_SHOWN = (
    *(source(field) for field in QuestionContext.model_fields),
    llm_responses.c.id, llm_responses.c.requested_model, llm_responses.c.llm_model.label("actual_model"),
    llm_responses.c.parameters, llm_responses.c.response_text.label("text"), llm_responses.c.finish_reason,
    llm_responses.c.prompt_tokens, llm_responses.c.response_tokens, llm_responses.c.latency_ms,
    llm_responses.c.answered_at, prompts.c.prompt_text,
)  # fmt: skip


async def answers_of(
    tx: Tx, audit_id: UUID, *, provider: str | None, limit: int, after: UUID | None
) -> Sequence[RowMapping]:
    """Answers of an audit by id, at most ``limit`` after the one called ``after``."""
    same = llm_responses.c.tenant_id
    query = (
        select(*_SHOWN)
        .join(runs, and_(runs.c.tenant_id == same, runs.c.id == llm_responses.c.run_id))
        .join(turns, and_(turns.c.tenant_id == same, turns.c.id == llm_responses.c.turn_id))
        .join(prompts, and_(prompts.c.tenant_id == same, prompts.c.id == llm_responses.c.prompt_id))
        .join(conversations, and_(conversations.c.tenant_id == same, conversations.c.id == turns.c.conversation_id))
        .join(icps, and_(icps.c.tenant_id == same, icps.c.id == conversations.c.icp_id))
        .where(llm_responses.c.tenant_id == tx.tenant_id, runs.c.audit_id == audit_id)
        .order_by(llm_responses.c.id)
        .limit(limit)
    )
    if provider is not None:
        query = query.where(llm_responses.c.llm_provider == provider)
    if after is not None:
        query = query.where(llm_responses.c.id > after)
    return (await tx.execute(query)).mappings().all()
