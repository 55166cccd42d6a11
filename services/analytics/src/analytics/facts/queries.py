"""SQL on ClickHouse that reads facts: ``tenant_id`` first (``TenantReader`` adds it). Counts are of distinct ids."""

from datetime import datetime
from uuid import UUID

from analytics.facts.rules.facts import AnswerFacts, AnswerRow, StateRow, assemble
from analytics.shared.tenancy import TenantReader

_OF_RUN = "WHERE website_id = {website:UUID} AND run_id = {run:UUID}"


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


async def answers_of_run(reader: TenantReader, *, website_id: UUID, run_id: UUID) -> tuple[AnswerFacts, ...]:
    """Every answer of a run with its states, each once, in its latest reading."""
    about = {"website": website_id, "run": run_id}
    answers = await reader.rows(f"SELECT {_columns(AnswerRow)} FROM $answers {_OF_RUN}", about)  # noqa: S608
    states = await reader.rows(f"SELECT {_columns(StateRow)} FROM $brand_state_facts {_OF_RUN}", about)  # noqa: S608
    return assemble(map(AnswerRow.as_kept, answers), map(StateRow.as_kept, states))


def _columns(row: type[AnswerRow] | type[StateRow]) -> str:
    return ", ".join(row.model_fields)
