"""Each table of a service that belongs to an organisation has its rows in the export, and no row of another's."""

import asyncio
from collections.abc import AsyncIterator
from importlib import import_module
from uuid import UUID

import pytest
from sqlalchemy import Table

from common.contracts.services import services_with
from common.exports.sources import AsItIs, Sources, of_tables
from common.exports.writing import Row
from common.primitives.ids import uuid7
from common.stores.erasure.tenants import TenantHoldings
from common.stores.postgres import Database
from common.stores.postgres.migrate import upgrade
from common.testing.exports import canary, fill, lines_of, loosen, written_part
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines
STANDS_IN = {"analyzer": "analyzer.graph"}


async def nothing(_: UUID) -> AsyncIterator[Row]:
    for row in list[Row]():
        yield row


async def no_file(_: UUID) -> AsyncIterator[AsItIs]:
    for file in list[AsItIs]():
        yield file


def sources_of(service: str, database: Database, holdings: TenantHoldings) -> Sources:
    """The service's own for tables; other engines are looked at where they are at home."""
    declared = import_module(f"{service}.exports.declared")
    if service in ("auth", "tenants"):
        found: Sources = declared.sources(database)
        return found
    if service == "simulator":
        from simulator.exports.declared import sources

        own = sources(database, None)  # type: ignore[arg-type]
        return Sources(own.rows | {"s3:llm-responses": nothing}, {})
    others = [name for name in declared.EXPORTS.taken if ":" in name]
    rows = {name: nothing for name in others if not name.startswith("s3:")}
    tables = of_tables(database, holdings, declared.EXPORTS)
    return Sources({**tables, **rows}, {name: no_file for name in others if name.startswith("s3:")})


def tables_of(service: str, holdings: TenantHoldings) -> dict[str, Table]:
    tables = {rows.table.name: rows.table for rows in holdings.rows}
    if service == "auth":
        from auth.audit_log.tables import audit_log

        return tables | {"audit_log": audit_log}
    if service == "simulator":
        from simulator.runs.tables import cost_ledger

        return tables | {"cost_ledger": cost_ledger}
    return tables


@pytest.mark.parametrize("service", services_with("postgres"))
async def test_every_table_has_its_rows_in_the_export_and_none_of_anothers(
    service: str, empty_urls: DatabaseUrls
) -> None:
    holdings: TenantHoldings = import_module(f"{STANDS_IN.get(service, service)}.erasure.holdings").OF_TENANT
    exports = import_module(f"{service}.exports.declared").EXPORTS
    await asyncio.to_thread(upgrade, service, empty_urls.owner)
    await loosen(empty_urls.owner)
    database, ours, theirs = Database(empty_urls.app, service=service), uuid7(), uuid7()
    filled = [table for name, table in tables_of(service, holdings).items() if name in exports.taken]
    for table in filled:
        for tenant in (ours, theirs):
            if table.name == "audit_log":
                continue  # partitions and triggers of its own: see auth's tests
            await fill(database, table, tenant)
    part = await written_part(exports, sources_of(service, database, holdings), ours)
    await database.dispose()
    for table in filled:
        if table.name != "audit_log":
            rows = lines_of(part, table.name)
            assert len(rows) == 1, table.name
            assert not exports.taken[table.name].without.keys() & rows[0].keys()
            assert f"{table.name}.csv" in part
    everything = b"".join(part.values())
    assert str(ours).encode() in everything
    assert everything.count(canary(theirs).encode()) == everything.count(str(theirs).encode()) == 0
