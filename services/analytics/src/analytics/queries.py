"""SQL that reads: ``tenant_id`` first, always (``TenantReader`` adds it). Counts are of distinct ids."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from analytics.brands import Definition
from analytics.engine import Row
from analytics.facts import Answer, AnswerRow, StateRow, assemble
from analytics.tenancy import TenantReader
from common.contracts.analytics.share_of_voice_materialised import SliceBy

_OF_RUN = "WHERE website_id = {website:UUID} AND run_id = {run:UUID}"
_OF_MATERIALISATION = (
    "WHERE website_id = {website:UUID} AND audit_id = {audit:UUID} AND materialisation_id = {materialisation:UUID}"
)
_ARRAYS = ("compared_with", "evidence_starts", "evidence_ends", "evidence_texts")


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
    return assemble([AnswerRow(**row) for row in answers], [_state(row) for row in states])


def _columns(row: type[AnswerRow] | type[StateRow]) -> str:
    return ", ".join(field.name for field in fields(row))


def _state(row: Row) -> StateRow:
    arrays: dict[str, Any] = {name: tuple(row[name]) for name in _ARRAYS}
    return StateRow(**{**row, **arrays})


async def share_of_voice(
    reader: TenantReader, about: dict[str, UUID], *, by: SliceBy, definition: Definition, include_branded: bool
) -> list[Row]:
    """The figures of one materialisation, ``about`` = website, audit, materialisation; most named brands first."""
    sql = (
        f"SELECT * FROM $share_of_voice {_OF_MATERIALISATION}"  # noqa: S608 - constants only
        " AND definition = {definition:UInt8} AND slice_by = {by:String} AND (NOT branded OR {branded:Bool})"
        " ORDER BY branded, slice_label, slice_value, mention_count DESC, brand, brand_id"
    )
    return await reader.rows(sql, {**about, "definition": definition, "by": by, "branded": include_branded})


async def substitutions(reader: TenantReader, about: dict[str, UUID], *, provider: str) -> list[Row]:
    """Who stands where a tracked brand is missing; ``provider`` is empty for all providers together."""
    sql = (
        f"SELECT * FROM $substitution_patterns {_OF_MATERIALISATION} AND provider = {{provider:String}}"  # noqa: S608
        " ORDER BY missing_brand, occurrence_count DESC, substitute_brand, substitute_brand_id"
    )
    return await reader.rows(sql, {**about, "provider": provider})
