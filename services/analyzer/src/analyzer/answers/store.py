"""Answers, and how brands stand in them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from analyzer.answers import tables
from analyzer.answers.reader import Reading
from analyzer.brands.store import add_brands
from analyzer.shared.rows import add
from common.contracts.answer import AnswerContext
from common.contracts.simulator import ResponseReceived
from common.contracts.vocabulary import BrandName, BrandState
from common.primitives.ids import derived_id
from common.stores.postgres import Tx


def newest_reading() -> ColumnElement[bool]:
    """States joined to their answers: those of the answer's newest reading only."""
    states, answers = tables.brand_states, tables.answers
    return and_(
        answers.c.tenant_id == states.c.tenant_id,
        answers.c.response_id == states.c.response_id,
        answers.c.extractor_version == states.c.extractor_version,
    )


async def add_answers(tx: Tx, read: Sequence[tuple[ResponseReceived, Reading]]) -> None:
    """Keep answers with their context."""
    rows = [
        {**dict(event.context()), "plan_id": event.plan_id, "text": event.text, **of_reading(reading)}
        for event, reading in read
    ]
    await add(tx, tables.answers, rows)


def of_reading(reading: Reading) -> dict[str, Any]:
    """What an answer's row says of its newest reading."""
    return {
        "refusal": reading.extraction.refusal,
        "extractor_version": reading.version,
        "citations": [asdict(one) for one in reading.extraction.citations],
        "fallback_reason": reading.fallback_reason,
    }


async def add_states(tx: Tx, read: Sequence[tuple[AnswerContext, Reading]]) -> None:
    """Keep how each brand stands in answers; brands that were discovered become known."""
    found = dict.fromkeys(state.brand for _, reading in read for state in reading.states if state.discovered)
    await add_brands(tx, [BrandName(name=name) for name in found])
    rows = [_state_row(of, state, reading.version) for of, reading in read for state in reading.states]
    await add(tx, tables.brand_states, rows)


def _state_row(of: AnswerContext, state: BrandState, version: str) -> dict[str, Any]:
    return {
        "id": derived_id("brand-state", of.response_id, state.brand_id, version),
        "response_id": of.response_id,
        "brand_id": state.brand_id,
        "audit_id": of.audit_id,
        "run_id": of.run_id,
        "extractor_version": version,
        "presence": state.presence,
        "position_rank": state.position,
        "rank": state.rank,
        "belief_sold": state.belief,
        "sentiment": state.sentiment,
        "confidence": state.confidence,
        "tracked": state.tracked,
        "discovered": state.discovered,
        "compared_with": list(state.compared_with),
        "evidence": [{"start": span.start, "end": span.end, "text": span.text} for span in state.evidence],
        "ground": state.ground.model_dump() if state.ground else None,
        "kind": state.kind,
        "first_position": state.first_position,
        "prominence": state.prominence,
        "co_mentions": list(state.co_mentions),
        "judgement": state.judgement.model_dump() if state.judgement else None,
    }


async def extracted(tx: Tx, run_id: UUID) -> tuple[int, int]:
    """Of a run: answers whose states are here, and brands named in them."""
    of_run = select(func.count()).where(tables.answers.c.tenant_id == tx.tenant_id, tables.answers.c.run_id == run_id)
    named = (
        select(func.count(tables.brand_states.c.brand_id.distinct()))
        .join(tables.answers, newest_reading())
        .where(
            tables.brand_states.c.tenant_id == tx.tenant_id,
            tables.brand_states.c.run_id == run_id,
            tables.brand_states.c.presence != "ignored",
        )
    )
    return (await tx.execute(of_run)).scalar_one(), (await tx.execute(named)).scalar_one()
