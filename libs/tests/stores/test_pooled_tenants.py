"""Two tenants take turns on the few connections of a pool, and neither ever sees a row of the other.

The sample of ``make test`` is smaller; ``make security`` sets BRANDMON_WHOLE: 10,000 transactions of each tenant.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from uuid import UUID

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork, unit
from common.stores.postgres.ddl import tenant_table
from common.testing.postgres import DatabaseUrls, PostgresServer

pytestmark = [pytest.mark.engines, pytest.mark.timeout(1800)]
OF_EACH = 10_000 if os.environ.get("BRANDMON_WHOLE") == "1" else 300
SIDE_BY_SIDE, CONNECTIONS = 12, 4
KEPT = 20
"""Rows that a tenant has at a time: older ones are deleted, so that a look at all of them stays quick."""
SEED = int(os.environ.get("BRANDMON_SEED", "17"))
_ADD = text("INSERT INTO marks (tenant_id, id) VALUES (:tenant, :id)")
_ALL = text("SELECT tenant_id FROM marks")
_TIDY = text(f"DELETE FROM marks WHERE id NOT IN (SELECT id FROM marks ORDER BY id DESC LIMIT {KEPT})")


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        tenant_table("marks")


async def _schema(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()


@pytest.fixture
def urls(postgres: PostgresServer) -> DatabaseUrls:
    urls = postgres.database()
    asyncio.run(_schema(urls.owner))
    return urls


class _BrokenError(Exception):
    """A transaction that does not come to its end."""


async def crossings(urls: DatabaseUrls, of_each: int) -> Counter[str]:
    """Transactions made, by how they ended, and ``crossed``: those that saw another tenant's row, or too much."""
    database = UnitOfWork(urls.app, service="tenants", pool_size=CONNECTIONS)
    tenants, told = (uuid7(), uuid7()), Counter[str]()
    turns: Iterator[UUID] = iter(tenants * of_each)
    chance = random.Random(SEED)

    async def one(tenant: UUID) -> None:
        ends = chance.choice(("commits", "commits", "commits", "breaks", "is cancelled", "asks as nobody"))
        told[ends] += 1
        with suppress(_BrokenError, asyncio.CancelledError):
            async with database.begin(tenant) as tx:
                await tx.execute(_ADD, {"tenant": tenant, "id": uuid7()})
                told["crossed"] += await _others(tx, tenant)
                if ends == "breaks":
                    raise _BrokenError
                if ends == "is cancelled":
                    raise asyncio.CancelledError
                await tx.execute(_TIDY)
        if ends == "asks as nobody":
            async with database.system() as conn:
                told["crossed"] += len((await conn.execute(_ALL)).all())

    async def in_turn() -> None:
        for tenant in turns:
            await one(tenant)

    await asyncio.gather(*(in_turn() for _ in range(SIDE_BY_SIDE)))
    await database.dispose()
    return told


async def _others(tx: object, tenant: UUID) -> int:
    seen: Sequence[UUID] = (await tx.execute(_ALL)).scalars().all()  # type: ignore[attr-defined]
    assert seen, "it sees what it wrote itself"
    return sum(each != tenant for each in seen)


async def test_no_transaction_sees_a_row_of_the_tenant_whose_turn_it_was_before(urls: DatabaseUrls) -> None:
    told = await crossings(urls, OF_EACH)
    assert told.pop("crossed") == 0
    assert sum(told.values()) == 2 * OF_EACH
    assert all(told.values()) and len(told) == 4, f"ends of every kind (seed {SEED}): {told}"


async def test_a_tenant_that_stays_with_the_connection_is_seen(
    urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit, "SET_TENANT", text("SELECT set_config('app.tenant', :tenant, false)"))
    assert (await crossings(urls, 100))["crossed"] > 0
