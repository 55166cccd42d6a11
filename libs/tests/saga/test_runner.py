"""Instances of a saga in a real PostgreSQL: moved once per reply, by the clock, and by one orchestrator at a time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from common.contracts.simulator import AuditStepReplied, ReserveQuota
from common.contracts.simulator.audit_results import ReservationResult
from common.messaging.outcomes import AlreadyHandled
from common.primitives.errors import NotFound
from common.primitives.ids import uuid7
from common.saga.participant import Done, takes_part
from common.stores.postgres import Tx
from common.stores.postgres.tables import outbox
from common.testing.postgres import DatabaseUrls

from .stage import SHORT, Orchestrator

pytestmark = pytest.mark.engines


async def test_replies_lead_to_the_end(orchestrator: Orchestrator) -> None:
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    crawled = {"crawl_id": str(uuid7()), "pages": 4}
    await orchestrator.runner.on_reply(orchestrator.reply("crawl", "crawl-website", result=crawled))
    state = await orchestrator.state()
    assert state.status == "completed"
    assert state.result("crawl") == crawled
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


@takes_part()
async def reserve(command: ReserveQuota, tx: Tx) -> Done:
    """Sets a room of its own aside at each call: a second call would show."""
    return Done(ReservationResult(reservation_id=uuid7()))


async def test_a_repeated_command_gets_the_first_reply(orchestrator: Orchestrator) -> None:
    command = SHORT.order(await orchestrator.state(), 0)
    assert isinstance(command, ReserveQuota)
    again = command.model_copy(update={"id": uuid7()})
    await reserve(command, unit=orchestrator.unit)
    await reserve(again, unit=orchestrator.unit)
    async with orchestrator.unit.begin(orchestrator.tenant) as tx:
        wanted = outbox.c.topic == AuditStepReplied.topic
        rows = (await tx.execute(select(outbox.c.payload).where(wanted))).scalars().all()
    replies = [AuditStepReplied.model_validate_json(row) for row in rows]
    assert len(replies) == 2
    assert replies[0].result == replies[1].result
    assert {reply.command_id for reply in replies} == {command.id, again.id}
