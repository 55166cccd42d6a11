"""The schema: every table of tenants is protected, and the migration can be undone."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from common.exports.tables import WORK_TABLES as OF_EXPORTS
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import SYSTEM_TABLES
from common.testing.migrations import down_and_up_again, inventory
from common.testing.postgres import DatabaseUrls
from common.testing.row_security import Declared, row_security_faults
from simulator.shared import tables
from simulator.shared.tables import WORK_TABLES

pytestmark = pytest.mark.engines


async def test_the_shared_lint_finds_no_way_to_another_tenants_rows(unit: UnitOfWork) -> None:
    async with unit.system() as conn:
        declared = Declared(system_tables=SYSTEM_TABLES, work_tables=WORK_TABLES | OF_EXPORTS)
        assert await row_security_faults(conn, app_role="app", declared=declared) == []


async def test_every_table_but_the_declared_ones_is_under_row_security(urls: DatabaseUrls) -> None:
    found = await inventory(urls.owner)
    there = {each.removeprefix("r ") for each in found if each.startswith("r ")}
    protected = {each.removeprefix("forced ") for each in found if each.startswith("forced ")}
    with_policy = {each.removeprefix("policy ").split(".")[0] for each in found if each.startswith("policy ")}
    assert there - (protected & with_policy) == {*SYSTEM_TABLES, *WORK_TABLES, *OF_EXPORTS}
    assert {table.name for table in tables.metadata.sorted_tables} <= there


async def test_system_tables_hold_ids_and_times_only(unit: UnitOfWork) -> None:
    async with unit.system() as conn:
        kinds = await conn.execute(
            text("SELECT data_type, column_name FROM information_schema.columns WHERE table_name = 'jobs'")
        )
        texts = [name for kind, name in kinds if kind not in ("uuid", "timestamp with time zone", "integer")]
    assert texts == ["lane"]


async def _plan(unit: UnitOfWork, tenant_id: UUID) -> UUID:
    plan_id = uuid7()
    async with unit.begin(tenant_id) as tx:
        await tx.execute(
            text("INSERT INTO plans (tenant_id, id, audit_id, website_id, state) VALUES (:t, :i, :i, :i, 'pending')"),
            {"t": tenant_id, "i": plan_id},
        )
    return plan_id


async def test_rows_of_another_tenant_neither_show_nor_change_nor_can_be_written(unit: UnitOfWork) -> None:
    mine, other = uuid7(), uuid7()
    await _plan(unit, mine)
    async with unit.begin(other) as tx:
        assert (await tx.execute(text("SELECT count(*) FROM plans"))).scalar_one() == 0
        changed = await tx.execute(text("UPDATE plans SET state = 'archived'"))
        assert changed.rowcount == 0
    async with unit.system() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM plans"))).scalar_one() == 0
    with pytest.raises(DBAPIError, match="row-level security"):
        async with unit.begin(other) as tx:
            await tx.execute(
                text("INSERT INTO plans (tenant_id, id, audit_id, website_id, state) "
                     "VALUES (:t, :i, :i, :i, 'pending')"),
                {"t": mine, "i": uuid7()},
            )  # fmt: skip


async def test_a_pooled_connection_carries_no_tenant_to_the_next_transaction(urls: DatabaseUrls) -> None:
    unit = UnitOfWork(urls.app, service="simulator", pool_size=1)
    await _plan(unit, uuid7())
    async with unit.system() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM plans"))).scalar_one() == 0
    await unit.dispose()


def test_the_migration_can_be_undone_and_done_again(empty_urls: DatabaseUrls) -> None:
    full = down_and_up_again("simulator", empty_urls.owner)
    assert {f"r {table.name}" for table in tables.metadata.sorted_tables} <= full
