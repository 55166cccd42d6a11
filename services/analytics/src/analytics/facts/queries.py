"""SQL on ClickHouse that reads facts: ``tenant_id`` first (``TenantReader`` adds it). Counts are of distinct ids."""

from dataclasses import fields
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from analytics.facts.rules.facts import Answer, AnswerRow, StateRow, assemble
from analytics.shared.clickhouse import Row
from analytics.shared.tenancy import TenantReader
from common.contracts.message import as_it_came
from common.contracts.vocabulary import Belief, FunnelStage, Intent, Presence, QueryIntent

_OF_RUN = "WHERE website_id = {website:UUID} AND run_id = {run:UUID}"
_ARRAYS = ("compared_with", "evidence_starts", "evidence_ends", "evidence_texts")
_WORDS: dict[str, tuple[str, ...]] = {
    "intent": get_args(Intent),
    "funnel_stage": get_args(FunnelStage),
    "query_intent": get_args(QueryIntent),
    "presence": get_args(Presence),
    "belief": get_args(Belief),
}
"""Columns of open sets, with the words that are known: a fact may hold one that came from a newer analyzer."""


async def answers_arrived(reader: TenantReader, *, website_id: UUID, run_id: UUID) -> int:
    """How many different answers of a run have their facts here."""
    sql = f"SELECT uniqExact(response_id) AS arrived FROM $answers {_OF_RUN}"  # noqa: S608 - constants only
    (row,) = await reader.rows(sql, {"website": website_id, "run": run_id})
    return int(row["arrived"])


async def answers_read_since(reader: TenantReader, *, website_id: UUID, moment: datetime) -> int:
    """How many different answers of a website have facts of a reading that was made at or after ``moment``."""
    sql = (
        "SELECT uniqExact(response_id) AS arrived FROM $answers"
        " WHERE website_id = {website:UUID} AND extracted_at >= {moment:DateTime64(6, 'UTC')}"
    )
    (row,) = await reader.rows(sql, {"website": website_id, "moment": moment})
    return int(row["arrived"])


async def answers_of_run(reader: TenantReader, *, website_id: UUID, run_id: UUID) -> tuple[Answer, ...]:
    """Every answer of a run with its states, each once, in its latest reading."""
    about = {"website": website_id, "run": run_id}
    answers = await reader.rows(f"SELECT {_columns(AnswerRow)} FROM $answers {_OF_RUN}", about)  # noqa: S608
    states = await reader.rows(f"SELECT {_columns(StateRow)} FROM $brand_state_facts {_OF_RUN}", about)  # noqa: S608
    return assemble([AnswerRow(**{**row, **_words(row)}) for row in answers], [_state(row) for row in states])


def _columns(row: type[AnswerRow] | type[StateRow]) -> str:
    return ", ".join(field.name for field in fields(row))


def _state(row: Row) -> StateRow:
    arrays: dict[str, Any] = {name: tuple(row[name]) for name in _ARRAYS}
    return StateRow(**{**row, **arrays, **_words(row)})


def _words(row: Row) -> Row:
    return {name: as_it_came(row[name], known) for name, known in _WORDS.items() if row.get(name) is not None}
