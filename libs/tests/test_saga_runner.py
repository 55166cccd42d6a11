"""Instances of a saga in a real PostgreSQL: moved once per reply, by the clock, and by one orchestrator at a time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from common.contracts.simulator import AuditStepReplied
from common.errors import NotFound
from common.ids import uuid7
from common.messaging.outcomes import AlreadyHandled
from common.postgres.tables import outbox
from common.saga.participant import done, first_reply
from common.testing.postgres import DatabaseUrls

from .saga_stage import Orchestrator, reserve_order

pytestmark = pytest.mark.engines


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
    orchestrator: Orchestrator, saga_urls: DatabaseUrls
) -> None:
    other = Orchestrator(saga_urls.app)
    late = timedelta(seconds=11)
    orchestrator.clock.advance(late)
    other.clock.advance(late)
    await asyncio.gather(orchestrator.runner.pass_deadlines(), other.runner.pass_deadlines())
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]
    await other.unit.dispose()


async def test_a_repeated_command_gets_the_first_reply(orchestrator: Orchestrator) -> None:
    command = reserve_order(await orchestrator.state())
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
