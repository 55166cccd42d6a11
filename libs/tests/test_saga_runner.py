"""Instances of a saga in a real PostgreSQL: moved once per reply, by the clock, and by one orchestrator at a time."""

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

from common.clock import ManualClock
from common.contracts.message import Command
from common.contracts.simulator import AuditStepReplied, CancelCrawl, CrawlWebsite, ReleaseQuota, ReserveQuota
from common.errors import NotFound
from common.ids import uuid7
from common.messaging.outcomes import AlreadyHandled
from common.postgres import Tx, UnitOfWork
from common.postgres.ddl import delivery_tables, messaging_tables
from common.postgres.tables import outbox
from common.saga import Saga, SagaState, Step
from common.saga.participant import done, first_reply
from common.saga.runner import SagaRunner
from common.saga.tables import create_saga_tables
from common.testing.postgres import DatabaseUrls, PostgresServer

pytestmark = pytest.mark.engines


def _of(state: SagaState) -> dict[str, Any]:
    return {"tenant_id": state.tenant_id, "saga_id": state.id, "website_id": UUID(state.data["website_id"])}


def _reserve(state: SagaState) -> Command:
    return ReserveQuota(step="reserve-quota", answers=3, **_of(state))


def _release(state: SagaState) -> Command:
    return ReleaseQuota(step="reserve-quota", **_of(state))


def _crawl(state: SagaState) -> Command:
    return CrawlWebsite(step="crawl", url="https://example.com/", page_limit=5, **_of(state))


def _stop(state: SagaState) -> Command:
    return CancelCrawl(step="crawl", **_of(state))


SHORT = Saga(
    "short",
    1,
    (
        Step("reserve-quota", "tenants", _reserve, _release, timedelta(seconds=10)),
        Step("crawl", "collector", _crawl, _stop, timedelta(minutes=5)),
    ),
)


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
        create_saga_tables()


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
            await self.runner.start(tx, self.saga, {"website_id": str(uuid7())})

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
async def orchestrator(urls: DatabaseUrls) -> AsyncIterator[Orchestrator]:
    orchestrator = Orchestrator(urls.app)
    await orchestrator.start()
    yield orchestrator
    await orchestrator.unit.dispose()


async def test_replies_lead_to_the_end(orchestrator: Orchestrator) -> None:
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    await orchestrator.runner.on_reply(orchestrator.reply("crawl", "crawl-website", result={"pages": 4}))
    state = await orchestrator.state()
    assert state.status == "completed"
    assert state.result("crawl") == {"pages": 4}
    assert await orchestrator.sent() == ["reserve-quota", "crawl-website"]
    assert orchestrator.told == ["running", "running", "completed"]


async def test_a_redelivered_reply_moves_it_once(orchestrator: Orchestrator) -> None:
    reply = orchestrator.reply("reserve-quota", "reserve-quota")
    await orchestrator.runner.on_reply(reply)
    with pytest.raises(AlreadyHandled):
        await orchestrator.runner.on_reply(reply)
    assert await orchestrator.sent() == ["reserve-quota", "crawl-website"]


async def test_a_deadline_turns_it_back(orchestrator: Orchestrator) -> None:
    await orchestrator.runner.pass_deadlines()
    assert (await orchestrator.state()).status == "running"
    orchestrator.clock.advance(timedelta(seconds=11))
    await orchestrator.runner.pass_deadlines()
    assert (await orchestrator.state()).status == "compensating"
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "release-quota"))
    assert (await orchestrator.state()).status == "failed"
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]


async def test_a_user_cancels_it_and_another_tenant_cannot(orchestrator: Orchestrator) -> None:
    with pytest.raises(NotFound):
        await orchestrator.runner.cancel(uuid7(), orchestrator.saga)
    await orchestrator.runner.cancel(orchestrator.tenant, orchestrator.saga)
    assert (await orchestrator.state()).cancelled


async def test_two_orchestrators_with_the_same_deadline_send_one_undo(
    orchestrator: Orchestrator, urls: DatabaseUrls
) -> None:
    other = Orchestrator(urls.app)
    late = timedelta(seconds=11)
    orchestrator.clock.advance(late)
    other.clock.advance(late)
    await asyncio.gather(orchestrator.runner.pass_deadlines(), other.runner.pass_deadlines())
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]
    await other.unit.dispose()


async def test_a_repeated_command_gets_the_first_reply(orchestrator: Orchestrator) -> None:
    command = _reserve(await orchestrator.state())
    async with orchestrator.unit.once(command) as tx:
        assert not await first_reply(tx, command)
        await done(tx, command, "tenants", reservation_id="the first")
    again = command.model_copy(update={"id": uuid7()})
    async with orchestrator.unit.once(again) as tx:
        assert await first_reply(tx, again)
    async with orchestrator.unit.begin(orchestrator.tenant) as tx:
        wanted = outbox.c.topic == AuditStepReplied.topic
        rows = (await tx.execute(select(outbox.c.payload).where(wanted))).scalars().all()
    replies = [AuditStepReplied.model_validate_json(row) for row in rows]
    assert [reply.result for reply in replies] == [{"reservation_id": "the first"}] * 2
    assert {reply.command_id for reply in replies} == {command.id, again.id}
