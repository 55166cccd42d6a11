"""Several orchestrators on one instance, on a real PostgreSQL: one wins, whoever comes first, frozen or not."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from common.saga import SagaState
from common.saga.runner import SagaRunner
from common.stores.postgres import Tx
from common.testing.postgres import DatabaseUrls

from .stage import Orchestrator

pytestmark = pytest.mark.engines


class Halt:
    """Holds a runner within the transaction of its move."""

    def __init__(self, *, frozen_after_ms: int = 0) -> None:
        self.reached, self.released = asyncio.Event(), asyncio.Event()
        self._frozen_after_ms = frozen_after_ms

    async def __call__(self, tx: Tx, _: SagaState) -> None:
        await tx.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = {self._frozen_after_ms}"))
        self.reached.set()
        await self.released.wait()


def halted(orchestrator: Orchestrator, halt: Halt) -> SagaRunner:
    """A second runner on the same instances, which stops where ``halt`` says."""
    return replace(orchestrator.runner, changed=halt)


async def test_a_cancel_that_waits_for_a_reply_turns_back_from_where_the_reply_led(orchestrator: Orchestrator) -> None:
    halt = Halt()
    reply = orchestrator.reply("reserve-quota", "reserve-quota")
    first = asyncio.create_task(halted(orchestrator, halt).on_reply(reply))
    await halt.reached.wait()
    second = asyncio.create_task(orchestrator.runner.cancel(orchestrator.tenant, orchestrator.saga))
    await asyncio.sleep(0.1)
    assert not second.done()
    halt.released.set()
    await asyncio.gather(first, second)
    assert await orchestrator.sent() == ["reserve-quota", "crawl-website", "cancel-crawl"]


async def test_a_reply_that_waits_for_a_cancel_finds_the_saga_turned_back(orchestrator: Orchestrator) -> None:
    halt = Halt()
    first = asyncio.create_task(halted(orchestrator, halt).cancel(orchestrator.tenant, orchestrator.saga))
    await halt.reached.wait()
    reply = orchestrator.reply("reserve-quota", "reserve-quota")
    second = asyncio.create_task(orchestrator.runner.on_reply(reply))
    await asyncio.sleep(0.1)
    assert not second.done()
    halt.released.set()
    await asyncio.gather(first, second)
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]


async def test_a_runner_frozen_in_its_transaction_loses_to_the_one_that_moves_on(orchestrator: Orchestrator) -> None:
    halt = Halt(frozen_after_ms=300)
    reply = orchestrator.reply("reserve-quota", "reserve-quota")
    frozen = asyncio.create_task(halted(orchestrator, halt).on_reply(reply))
    await halt.reached.wait()
    async with asyncio.timeout(10):
        await orchestrator.runner.cancel(orchestrator.tenant, orchestrator.saga)
    halt.released.set()
    with pytest.raises(DBAPIError):
        await frozen
    assert (await orchestrator.state()).cancelled
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]
    await orchestrator.runner.on_reply(reply)  # redelivered: its effect was not kept, and now it is late
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]


async def test_three_replicas_that_watch_one_deadline_turn_back_once(
    orchestrator: Orchestrator, saga_urls: DatabaseUrls
) -> None:
    replicas = [orchestrator, Orchestrator(saga_urls.app), Orchestrator(saga_urls.app)]
    stopping = asyncio.Event()
    watches = [asyncio.create_task(each.runner.watch_deadlines(stopping, every_s=0.01)) for each in replicas]
    for each in replicas:
        each.clock.advance(timedelta(seconds=11))
    await asyncio.sleep(0.5)
    stopping.set()
    await asyncio.gather(*watches)
    assert await orchestrator.sent() == ["reserve-quota", "release-quota"]
    for each in replicas[1:]:
        await each.unit.dispose()
