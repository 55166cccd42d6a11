"""A short saga on a real PostgreSQL, for the tests of its runner and of operators."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.simulator import AuditStepReplied, CancelCrawl, CrawlWebsite, ReleaseQuota, ReserveQuota
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.saga import Order, Saga, SagaState, SoFar, Step
from common.saga.runner import SagaRunner
from common.saga.tables import create_saga_history, create_saga_tables
from common.stores.postgres import Tx, UnitOfWork
from common.stores.postgres.ddl import delivery_tables, messaging_tables
from common.stores.postgres.tables import outbox
from common.testing.postgres import DatabaseUrls, PostgresServer


def _of(so_far: SoFar) -> dict[str, Any]:
    return {"website_id": UUID(so_far.data["website_id"])}


def _reserve(so_far: SoFar) -> dict[str, Any]:
    return {"answers": 3, **_of(so_far)}


def _crawl(so_far: SoFar) -> dict[str, Any]:
    return {"url": "https://example.com/", "page_limit": 5, **_of(so_far)}


SHORT = Saga(
    "short",
    1,
    reply=AuditStepReplied,
    steps=(
        Step("reserve-quota", Order(ReserveQuota, _reserve), Order(ReleaseQuota, _of), timedelta(seconds=10)),
        Step("crawl", Order(CrawlWebsite, _crawl), Order(CancelCrawl, _of), timedelta(minutes=5)),
    ),
)


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
        create_saga_tables()
        create_saga_history()


async def _schema(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()


@pytest.fixture(scope="module")
def saga_urls(postgres: PostgresServer) -> DatabaseUrls:
    urls = postgres.database()
    asyncio.run(_schema(urls.owner))
    return urls


class Orchestrator:
    """A runner, and what it told its owner."""

    def __init__(self, url: str) -> None:
        self.unit = UnitOfWork(url, service="simulator", pool_size=2)
        self.clock = ManualClock()
        self.told: list[str] = []
        self.runner = SagaRunner((SHORT,), self.unit, self.clock, self._changed)
        self.tenant, self.saga = uuid7(), uuid7()

    async def _changed(self, _: Tx, state: SagaState) -> None:
        self.told.append(state.status)

    async def start(self) -> None:
        async with self.unit.begin(self.tenant) as tx:
            await self.runner.start(tx, SHORT.name, self.saga, {"website_id": str(uuid7())})

    async def state(self) -> SagaState:
        async with self.unit.begin(self.tenant) as tx:
            state = await self.runner.state(tx, self.saga)
        assert state is not None
        return state

    async def sent(self) -> list[str]:
        async with self.unit.begin(self.tenant) as tx:
            rows = await tx.execute(select(outbox.c.topic).order_by(outbox.c.id))
            return [row.topic.removeprefix("simulator.") for row in rows]

    def reply(self, step: str, command: str, **answer: Any) -> AuditStepReplied:
        known = {"tenant_id": self.tenant, "saga_id": self.saga, "command_id": uuid7(), "participant": "x"}
        return AuditStepReplied(step=step, command=f"simulator.{command}.v1", **{"outcome": "done", **known, **answer})


@pytest.fixture
async def orchestrator(saga_urls: DatabaseUrls) -> AsyncIterator[Orchestrator]:
    orchestrator = Orchestrator(saga_urls.app)
    await orchestrator.start()
    yield orchestrator
    await orchestrator.unit.dispose()
