"""An erased organisation in PostgreSQL: what is under way is waited for, and nothing begins any more."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Integer, func, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.auth import ActionNoted
from common.contracts.message import Message
from common.contracts.tenants import EraseFigures, ErasureStepReplied, MemberJoined
from common.messaging.outcomes import AT_WORK, HANDLER, AlreadyHandled, NotReady
from common.primitives.errors import Unauthorized
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.ddl import delivery_tables, erasures_table, messaging_tables, tenant_table
from common.stores.postgres.tables import inbox
from common.testing.examples import example
from common.testing.postgres import DatabaseUrls, PostgresServer

pytestmark = pytest.mark.engines


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
        erasures_table()
        tenant_table("notes", Column("n", Integer))


async def _schema(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()


@pytest.fixture(scope="module")
def urls(postgres: PostgresServer) -> DatabaseUrls:
    urls = postgres.database()
    asyncio.run(_schema(urls.owner))
    return urls


@pytest.fixture
async def unit(urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(urls.app, service="tenants", forgets=True)
    yield unit
    await unit.dispose()


@pytest.fixture
def handling() -> Iterator[None]:
    token = HANDLER.set("tests/handler")
    yield
    HANDLER.reset(token)


def of(contract: type[Message], tenant: object) -> Message:
    return example(contract).model_copy(update={"tenant_id": tenant, "id": uuid7()})


async def erase(unit: UnitOfWork, tenant: object) -> None:
    async with unit.erasing(tenant) as tx:  # type: ignore[arg-type]
        await tx.execute(text("DELETE FROM notes WHERE tenant_id = :own"), {"own": tenant})


async def test_an_effect_under_way_is_waited_for_and_goes_with_the_rest(unit: UnitOfWork, handling: None) -> None:
    tenant = uuid7()
    async with unit.once(of(MemberJoined, tenant)) as tx:
        await tx.execute(text("INSERT INTO notes (tenant_id, id) VALUES (:own, :own)"), {"own": tenant})
        erasing = asyncio.create_task(erase(unit, tenant))
        await asyncio.sleep(0.3)
        assert not erasing.done()
    await erasing
    async with unit.looking(tenant) as tx:
        assert (await tx.execute(text("SELECT count(*) FROM notes"))).scalar_one() == 0


async def test_only_what_outlives_an_organisation_is_acted_on(unit: UnitOfWork, handling: None) -> None:
    tenant, other = uuid7(), uuid7()
    await erase(unit, tenant)
    with pytest.raises(AlreadyHandled):
        async with unit.once(of(MemberJoined, tenant)):
            pass
    with pytest.raises(AlreadyHandled):
        async with unit.begin(tenant):
            pass
    for contract in (ActionNoted, ErasureStepReplied, EraseFigures):
        async with unit.once(of(contract, tenant)):
            pass
    async with unit.once(of(MemberJoined, other)), unit.begin(other):
        pass
    async with unit.looking(tenant) as tx:
        assert (await tx.execute(select(func.count()).select_from(inbox))).scalar_one() == 3


async def test_a_request_is_refused_and_a_worker_finds_its_job_gone(unit: UnitOfWork) -> None:
    tenant = uuid7()
    await erase(unit, tenant)
    await erase(unit, tenant)
    with pytest.raises(Unauthorized):
        async with unit.begin(tenant):
            pass
    token = AT_WORK.set(True)
    async with unit.begin(tenant):
        pass
    AT_WORK.reset(token)


async def test_an_erasure_does_not_hold_others_up_for_long(unit: UnitOfWork) -> None:
    tenant = uuid7()
    async with unit.begin(tenant):
        with pytest.raises(NotReady):
            await erase(unit, tenant)
    await erase(unit, tenant)
