"""The context of an answer goes through facts and figures whole; each table has a column for each of its fields."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import BaseModel, create_model

from analytics.facts.queries import answers_of_run
from analytics.facts.rules.facts import AnswerRow, StateRow
from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.figures import store
from analytics.figures.clickhouse import write_figures
from analytics.figures.rules.materialisation import MeasuredRun, announcement, materialise
from analytics.figures.tables import materialisations
from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.columns import columns_of
from analytics.shared.tenancy import TenantReader
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.answer import AnswerContext, AuditContext, RunContext
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.columns import column_faults
from common.testing.expansion import assert_only_adds
from common.testing.postgres import DatabaseUrls, PostgresServer

pytestmark = pytest.mark.engines
CLIENT = UUID("0198c000-0000-7000-8000-0000000000c1")
TABLES: Mapping[str, type[BaseModel]] = {
    "answers": AnswerRow,
    "brand_state_facts": StateRow,
    "share_of_voice": AuditContext,
    "substitution_patterns": AuditContext,
}
"""What each table of ClickHouse has a column for; the last two have figures beside it."""


def owned(panel: list[BrandStateExtracted], client_id: UUID | None) -> list[BrandStateExtracted]:
    """The panel for a tenant of this test alone, as of a client's website."""
    tenant = uuid7()
    return [each.model_copy(update={"tenant_id": tenant, "client_id": client_id}) for each in panel]


@pytest.mark.parametrize("client_id", [CLIENT, None])
async def test_the_context_of_an_answer_comes_back_as_it_came(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], client_id: UUID | None
) -> None:
    events = owned(panel, client_id)
    await write_facts(clickhouse, [fact_rows(event) for event in events])
    reader = TenantReader(clickhouse, events[0].tenant_id)
    read = await answers_of_run(reader, website_id=events[0].website_id, run_id=events[0].run_id)
    assert {each.row.response_id: each.row.context() for each in read} == {e.response_id: e.context() for e in events}
    assert {RunContext.part_of(state) for each in read for state in each.states} == {RunContext.part_of(events[0])}


@pytest.mark.parametrize("client_id", [CLIENT, None])
async def test_figures_say_whose_they_are_where_they_are_kept_and_announced(
    clickhouse: ClickHouse, unit: UnitOfWork, panel: list[BrandStateExtracted], client_id: UUID | None
) -> None:
    events = owned(panel, client_id)
    subject = MeasuredRun(tenant_id=events[0].tenant_id, **dict(RunContext.part_of(events[0])))
    rows = [fact_rows(event) for event in events]
    await write_facts(clickhouse, rows)
    reader = TenantReader(clickhouse, subject.tenant_id)
    result = materialise(subject, await answers_of_run(reader, website_id=subject.website_id, run_id=subject.run_id))
    assert RunContext.part_of(announcement(result)) == RunContext.part_of(subject)
    await write_figures(clickhouse, result, computed_at=events[-1].occurred_at)
    for table in ("share_of_voice", "substitution_patterns"):
        kept = await reader.rows(f"SELECT DISTINCT audit_id, website_id, client_id FROM ${table}", {})
        assert [AuditContext.model_validate(row) for row in kept] == [AuditContext.part_of(subject)]
    async with unit.begin(subject.tenant_id) as tx:
        await store.show(tx, result, computed_at=events[-1].occurred_at)
        assert await store.shown_audits(tx, subject.website_id) == [(subject, result.id)]
        about = {"website_id": subject.website_id, "audit_id": None}
        found = {asked: await store.shown(tx, **about, client_id=asked) for asked in (None, CLIENT, uuid7())}
    assert [shown is not None for shown in found.values()] == [True, client_id == CLIENT, False]
    assert found[None] is not None
    assert RunContext.part_of(found[None]) == RunContext.part_of(subject)


# -- the tables ---------------------------------------------------------------------------------------------------


def faults(clickhouse: ClickHouse, table: str, model: type[BaseModel]) -> list[str]:
    """Columns that a table lacks, or has of another type."""
    described = clickhouse.select(
        "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String}",
        {"table": table},
    )
    there = {row["name"]: row["type"] for row in described}
    return [
        f"{table}.{name} is to be {kind}, and is {there.get(name, 'not there')}"
        for name, kind in columns_of(model).items()
        if there.get(name) != kind
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_a_column_for_each_field(clickhouse: ClickHouse, table: str) -> None:
    assert faults(clickhouse, table, TABLES[table]) == []


@pytest.mark.parametrize("table", ["answers", "brand_state_facts"])
def test_a_table_of_facts_has_no_other_columns(clickhouse: ClickHouse, table: str) -> None:
    query = "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String}"
    assert {row["name"] for row in clickhouse.select(query, {"table": table})} == set(TABLES[table].model_fields)


@pytest.mark.parametrize("table", TABLES)
def test_a_field_that_no_step_of_the_schema_added_is_noticed(clickhouse: ClickHouse, table: str) -> None:
    planted = create_model("Planted", __base__=TABLES[table], planted=(str | None, None))
    assert faults(clickhouse, table, planted) == [f"{table}.planted is to be Nullable(String), and is not there"]


def test_facts_hold_the_whole_context() -> None:
    assert issubclass(AnswerRow, AnswerContext)
    assert issubclass(StateRow, RunContext)


def test_what_is_shown_has_a_column_for_each_field_too(urls: DatabaseUrls) -> None:
    told_otherwise = {"run_id"}  # null where figures were withdrawn before they came
    found = column_faults(urls.owner, "materialisations", RunContext, own_id="audit_id", without=told_otherwise)
    assert asyncio.run(found) == []
    assert set(RunContext.model_fields) <= set(materialisations.c.keys())


# -- what was kept before -----------------------------------------------------------------------------------------

SHOWN = """
INSERT INTO materialisations (tenant_id, id, website_id, status, materialisation_id)
VALUES (:tenant, gen_random_uuid(), gen_random_uuid(), 'shown', gen_random_uuid())
"""


def test_clients_are_added_to_what_an_earlier_release_keeps_and_goes_on_writing(postgres: PostgresServer) -> None:
    written = {"materialisations": SHOWN}
    assert_only_adds(postgres.database(), "analytics", before="0004", written=written, column="client_id")


ADDED = {"client_id", "ground", "ground_text"}
"""Columns that the first release of the facts had not."""


async def test_facts_of_an_earlier_release_are_facts_of_nobodys_client(
    tmp_path: Path, panel: list[BrandStateExtracted], monkeypatch: pytest.MonkeyPatch
) -> None:
    clickhouse, steps = ClickHouse(path=tmp_path / "before"), schema.migrations()
    clickhouse.connect()
    monkeypatch.setattr(schema, "migrations", lambda: steps[:1])
    schema.upgrade(clickhouse)
    rows = [fact_rows(event) for event in panel]
    for table, facts in (("answers", [each.answer for each in rows]),
                         ("brand_state_facts", [state for each in rows for state in each.states])):  # fmt: skip
        columns = tuple(name for name in TABLES[table].model_fields if name not in ADDED)
        await clickhouse.insert(table, columns, [[dict(fact)[name] for name in columns] for fact in facts])
    monkeypatch.undo()
    assert schema.upgrade(clickhouse) == [step.version for step in steps[1:]]
    reader = TenantReader(clickhouse, panel[0].tenant_id)
    read = await answers_of_run(reader, website_id=panel[0].website_id, run_id=panel[0].run_id)
    assert {each.row.context() for each in read} == {event.context() for event in panel}
    await clickhouse.close()
