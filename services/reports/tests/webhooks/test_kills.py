"""A sender that dies between sending and noting, and what is taken away meanwhile: at least once, under one id."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from typing import Any

import pytest

from common.process import failpoints
from common.testing.postgres import DatabaseUrls
from reports.webhooks.rules.schedule import Attempt

from .receivers import Receiver, status
from .stage import KEY, Stage

pytestmark = pytest.mark.engines


class Dying:
    """Sends, and is gone before it can say so, as with its process: nothing is noted, nothing is put back."""

    def __init__(self, sender: Any, deaths: int) -> None:
        self.sender, self.deaths = sender, deaths

    async def post(self, url: str, body: str, headers: dict[str, str]) -> Attempt:
        attempt: Attempt = await self.sender.post(url, body, headers)
        if self.deaths:
            self.deaths -= 1
            raise asyncio.CancelledError
        return attempt


async def test_what_was_sent_and_not_noted_is_sent_again_under_the_same_id(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    await stage.tell()
    dying = stage.worker(Dying(stage.sender, 1))
    assert await dying.claim() == 1
    await dying.drain()
    assert (await stage.deliveries(hook))[0]["status"] == "waiting"
    assert not await stage.worker().claim()  # the lease of the dead one holds
    stage.clock.advance(timedelta(seconds=31))
    await stage.send()
    first, second = receiver.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert [each["status"] for each in await stage.deliveries(hook)] == ["delivered"]
    assert (await stage.rows())[1] == []


SENDER = """
import asyncio, sys
from common.outbound.addresses import Guard, connection_pool
from common.primitives.clock import SystemClock
from common.stores.postgres import UnitOfWork
from reports.webhooks.rules.secrets import Seal
from reports.webhooks.sending import Sender
from reports.webhooks.store import queue_of
from reports.webhooks.worker import Sending, sending_worker

async def main(url, port, key):
    unit, guard = UnitOfWork(url, service="reports"), Guard(frozenset({("127.0.0.1", int(port))}))
    sender = Sender(connection_pool(guard), guard)
    worker = sending_worker(Sending(unit, queue_of(unit), sender, Seal(key), SystemClock()))
    await worker.claim()
    await worker.drain()
    await sender.pool.aclose()
    await unit.dispose()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_process_that_is_killed_between_sending_and_noting_sends_nothing_new(
    stage: Stage, receiver: Receiver, urls: DatabaseUrls
) -> None:
    hook = await stage.add(receiver.url)
    await stage.tell()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "BRANDMON_FAILPOINTS": "webhooks.sent=kill"}
    command = (sys.executable, "-c", SENDER, urls.app, str(receiver.port), KEY)
    process = await asyncio.create_subprocess_exec(*command, env=env)
    assert await process.wait() == -signal.SIGKILL
    assert len(receiver.got) == 1
    assert (await stage.deliveries(hook))[0]["attempts"] == 0
    stage.clock.advance(timedelta(minutes=1))
    await stage.send()
    assert len({(each.headers["webhook-id"], each.body) for each in receiver.got}) == 1
    assert len(receiver.got) == 2
    assert [each["status"] for each in await stage.deliveries(hook)] == ["delivered"]


async def test_a_delivery_that_kills_whoever_sends_it_is_given_up(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    await stage.tell()
    for _ in range(11):
        worker = stage.worker(Dying(stage.sender, 1))
        await worker.claim()
        await worker.drain()
        stage.clock.advance(timedelta(seconds=31))
    [delivery] = await stage.deliveries(hook)
    assert (delivery["status"], delivery["reason"]) == ("failed", "interrupted")
    assert (await stage.rows())[1] == []


async def test_a_fault_of_ours_between_sending_and_noting_sends_again(
    stage: Stage, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = await stage.add(receiver.url)
    await stage.tell()
    armed = failpoints.Failpoints(failpoints.parse("webhooks.sent=raise"))
    monkeypatch.setattr("reports.webhooks.worker.failpoint", armed.hit)
    await stage.send()
    stage.clock.advance(timedelta(minutes=1))
    await stage.send()
    assert len({each.headers["webhook-id"] for each in receiver.got}) == 1
    assert len(receiver.got) == 2
    assert [each["status"] for each in await stage.deliveries(hook)] == ["delivered"]


class Meanwhile:
    """Does something while a delivery is on its way."""

    def __init__(self, sender: Any, does: Any) -> None:
        self.sender, self.does = sender, does

    async def post(self, url: str, body: str, headers: dict[str, str]) -> Attempt:
        attempt: Attempt = await self.sender.post(url, body, headers)
        await self.does()
        return attempt


async def test_a_webhook_that_is_removed_while_one_is_sent_leaves_nothing(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    await stage.tell()

    async def remove() -> None:
        assert (await stage.ask("DELETE", f"/{hook['id']}")).status_code == 204

    await stage.send(stage.worker(Meanwhile(stage.sender, remove)))
    assert await stage.rows() == ([], [])
    assert len(receiver.got) == 1


async def test_a_webhook_that_is_disabled_while_one_is_sent_stays_so(stage: Stage, receiver: Receiver) -> None:
    receiver.usual = status(500)
    hook = await stage.add(receiver.url)
    await stage.tell()

    async def disable() -> None:
        assert (await stage.ask("PATCH", f"/{hook['id']}", {"is_active": False})).status_code == 200

    await stage.send(stage.worker(Meanwhile(stage.sender, disable)))
    [delivery] = await stage.deliveries(hook)
    assert (delivery["status"], delivery["reason"]) == ("failed", "webhook-disabled")
    assert (await stage.rows())[1] == []
