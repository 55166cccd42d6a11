"""Transactions on a real PostgreSQL: tenants apart, effects made once, announcements with the state or not at all."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.dialects.postgresql import UUID as PGUUID
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.tenants import MemberJoined
from common.messaging.outcomes import HANDLER, AlreadyHandled
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.ddl import delivery_tables, messaging_tables, tenant_table
from common.stores.postgres.tables import inbox, outbox
from common.testing.postgres import DatabaseUrls, PostgresServer

pytestmark = pytest.mark.engines
notes = Table(
    "notes",
    MetaData(),
    Column("tenant_id", PGUUID(as_uuid=True)),
    Column("id", PGUUID(as_uuid=True)),
    Column("n", Integer),
)


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
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
    unit = UnitOfWork(urls.app, service="tenants", pool_size=1)
    yield unit
    await unit.dispose()


def joined() -> MemberJoined:
    tenant = uuid7()
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="admin")


async def test_an_announcement_leaves_with_the_state(unit: UnitOfWork) -> None:
    event = joined()
    async with unit.begin(event.tenant_id) as tx:
        tx.emit(event)
    async with unit.begin(event.tenant_id) as tx:
        row = (await tx.execute(select(outbox).where(outbox.c.id == event.id))).one()
    assert row.topic == "tenants.member-joined"
    assert row.key == str(event.user_id)
    assert MemberJoined.model_validate_json(row.payload) == event


async def test_an_announcement_dies_with_its_transaction(unit: UnitOfWork) -> None:
    event = joined()
    with pytest.raises(RuntimeError):
        async with unit.begin(event.tenant_id) as tx:
            tx.emit(event)
            await tx.flush()
            raise RuntimeError("the process breaks here")
    async with unit.begin(event.tenant_id) as tx:
        assert (await tx.execute(select(func.count()).select_from(outbox))).scalar_one() == 0


async def test_a_redelivery_ends_before_the_effect(unit: UnitOfWork) -> None:
    event, effects = joined(), 0
    for _ in range(3):
        try:
            async with unit.once(event):
                effects += 1
        except AlreadyHandled:
            continue
    assert effects == 1
    assert await unit.seen(event)


async def test_a_failed_effect_is_not_remembered_as_made(unit: UnitOfWork) -> None:
    event = joined()
    with pytest.raises(RuntimeError):
        async with unit.once(event):
            raise RuntimeError("broken")
    assert not await unit.seen(event)
    async with unit.once(event):
        pass


def of_one_tenant(count: int) -> list[MemberJoined]:
    tenant = uuid7()
    return [MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="admin") for _ in range(count)]


async def test_of_several_messages_only_those_without_an_effect_are_given(unit: UnitOfWork) -> None:
    events = of_one_tenant(5)
    async with unit.once(events[1]):
        pass
    async with unit.once_each([events[4], events[1], events[0], events[4]]) as (_, fresh):
        assert list(fresh) == [events[4], events[0]]
    async with unit.once_each(events) as (_, fresh):
        assert list(fresh) == [events[2], events[3]]
    with pytest.raises(AlreadyHandled):
        async with unit.once_each(events):
            pass


async def test_effects_that_fail_together_are_not_remembered(unit: UnitOfWork) -> None:
    events = of_one_tenant(3)
    with pytest.raises(RuntimeError):
        async with unit.once_each(events):
            raise RuntimeError("broken")
    assert not [event for event in events if await unit.seen(event)]


async def test_messages_of_several_tenants_share_no_transaction(unit: UnitOfWork) -> None:
    with pytest.raises(ValueError, match="several tenants"):
        async with unit.once_each([joined(), joined()]):
            pass


async def test_lists_that_overlap_and_come_at_the_same_time_make_each_effect_once(urls: DatabaseUrls) -> None:
    events = of_one_tenant(40)
    made: list[MemberJoined] = []
    units = [UnitOfWork(urls.app, service="tenants", pool_size=1) for _ in range(4)]

    async def deliver(unit: UnitOfWork, wanted: list[MemberJoined]) -> None:
        try:
            async with unit.once_each(wanted) as (_, fresh):
                await asyncio.sleep(0.02)
                made.extend(fresh)
        except AlreadyHandled:
            return

    lists = [events[:30], events[::-1], events[10:], events[5::2]]
    await asyncio.gather(*(deliver(unit, wanted) for unit, wanted in zip(units, lists, strict=True)))
    await asyncio.gather(*(unit.dispose() for unit in units))
    assert sorted(event.id for event in made) == sorted(event.id for event in events)


async def test_two_handlers_of_one_event_have_an_effect_each(unit: UnitOfWork) -> None:
    event = joined()
    for name in ("one", "two"):
        token = HANDLER.set(name)
        async with unit.once(event):
            pass
        HANDLER.reset(token)
    async with unit.begin(event.tenant_id) as tx:
        assert (await tx.execute(select(func.count()).select_from(inbox))).scalar_one() == 2


async def test_deliveries_at_the_same_time_make_one_effect(urls: DatabaseUrls) -> None:
    event, effects = joined(), []
    units = [UnitOfWork(urls.app, service="tenants", pool_size=1) for _ in range(4)]

    async def deliver(unit: UnitOfWork) -> None:
        try:
            async with unit.once(event):
                await asyncio.sleep(0.05)
                effects.append(1)
        except AlreadyHandled:
            return

    await asyncio.gather(*(deliver(unit) for unit in units))
    await asyncio.gather(*(unit.dispose() for unit in units))
    assert len(effects) == 1


async def test_an_event_of_another_tenant_cannot_be_emitted(unit: UnitOfWork) -> None:
    with pytest.raises(ValueError, match="another tenant"):
        async with unit.begin(uuid7()) as tx:
            tx.emit(joined())


async def test_a_tenant_sees_and_changes_only_its_rows(unit: UnitOfWork) -> None:
    ours, theirs = uuid7(), uuid7()
    for tenant in (ours, theirs):
        async with unit.begin(tenant) as tx:
            await tx.execute(insert(notes).values(tenant_id=tenant, id=uuid7(), n=1))
    async with unit.begin(ours) as tx:
        assert {row.tenant_id for row in (await tx.execute(select(notes))).all()} == {ours}
        assert (await tx.execute(notes.update().values(n=2))).rowcount == 1
        assert (await tx.execute(notes.delete().where(notes.c.tenant_id == theirs))).rowcount == 0
    with pytest.raises(DBAPIError, match="row-level security"):
        async with unit.begin(ours) as tx:
            await tx.execute(insert(notes).values(tenant_id=theirs, id=uuid7(), n=1))


async def test_a_pooled_connection_carries_no_tenant_to_the_next(unit: UnitOfWork) -> None:
    tenant = uuid7()
    async with unit.begin(tenant) as tx:
        await tx.execute(insert(notes).values(tenant_id=tenant, id=uuid7(), n=1))
    async with unit.system() as conn:  # the same connection: the pool has one
        assert (await conn.execute(select(notes))).all() == []
        assert (await conn.execute(text("SELECT current_setting('app.tenant', true)"))).scalar_one() in ("", None)


async def test_the_owner_is_bound_by_row_level_security_as_well(urls: DatabaseUrls) -> None:
    owner = UnitOfWork(urls.owner, service="tenants", pool_size=1)
    async with owner.system() as conn:
        assert (await conn.execute(select(notes))).all() == []
    await owner.dispose()
