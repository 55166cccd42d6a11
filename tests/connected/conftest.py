"""Broker, Connect with Debezium, PostgreSQL and MongoDB, started once for this tier."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from pymongo import AsyncMongoClient
from sqlalchemy import Column, Connection, Text
from sqlalchemy.dialects.postgresql import UUID as PGUUID
from sqlalchemy.ext.asyncio import create_async_engine

from brandmon_local import Ports, Stack
from brandmon_local.provisioning.connectors import apply_connector
from common.contracts.registry import topics
from common.messaging.kafka.topics import ensure_topics
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork
from common.stores.postgres.ddl import answer_tables, delivery_tables, messaging_tables, tenant_table

from .spine import Bench, KafkaBench, MemoryBench, Spine


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
        answer_tables()
        tenant_table("effects", Column("message_id", PGUUID(as_uuid=True)), Column("made_by", Text))


async def create_schema(stack: Stack, service: str) -> None:
    """The tables of messaging and of effects in a service's database."""
    engine = create_async_engine(stack.urls.postgres(service, "owner"))
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()


async def _prepare(stack: Stack) -> None:
    await ensure_topics(stack.urls.kafka, topics())
    await create_schema(stack, "tenants")
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(stack.urls.mongo(), tz_aware=True)
    async with client:
        unit = MongoUnit(client, "collector", service="collector")
        await unit.prepare()
        for collection in ("pages", "effects"):
            await unit.db.create_collection(collection)
    await asyncio.gather(*(apply_connector(stack.site, service) for service in ("tenants", "collector")))


@pytest.fixture(scope="session")
def spine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spine]:
    """The engines, topics, tables, and the connectors of both outboxes as they are shipped."""
    folder = tmp_path_factory.mktemp("spine")
    engines = {"postgres", "mongodb", "kafka", "connect"}
    with Stack(folder, Ports.free(), engines=engines, services=False).running() as stack:
        asyncio.run(_prepare(stack))
        yield Spine(stack, stack.urls.kafka, stack.urls.postgres("tenants"), stack.urls.mongo())


@pytest.fixture
async def own_stack(tmp_path: Path) -> AsyncIterator[Stack]:
    """Engines of a test's own, with tenants' schema, without a connector: what happens here would spoil other tests."""
    stack = Stack(tmp_path / "stack", Ports.free(), engines={"postgres", "kafka", "connect"}, services=False)
    await asyncio.to_thread(stack.up)
    try:
        await ensure_topics(stack.urls.kafka, topics())
        await create_schema(stack, "tenants")
        yield stack
    finally:
        await asyncio.to_thread(stack.down)


@pytest.fixture(params=["memory", "kafka"])
def bench(request: pytest.FixtureRequest) -> Bench:
    """Each log in turn."""
    if request.param == "memory":
        return MemoryBench()
    return asyncio.run(KafkaBench.of(request.getfixturevalue("spine").bootstrap))


@pytest.fixture
async def unit(spine: Spine) -> AsyncIterator[UnitOfWork]:
    """PostgreSQL as tenants' app role."""
    unit = UnitOfWork(spine.database_url, service="tenants")
    yield unit
    await unit.dispose()


@pytest.fixture
async def mongo(spine: Spine) -> AsyncIterator[MongoUnit]:
    """MongoDB as collector."""
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(spine.mongo_url, tz_aware=True)
    async with client:
        yield MongoUnit(client, "collector", service="collector")
