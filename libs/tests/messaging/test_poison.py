"""A message that ends its consumer's process twice is laid aside; those that were only near it are not."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from common.contracts.tenants import MemberJoined
from common.messaging.envelope import Record
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer, Limits, Protection, Subscription, on, on_batch
from common.messaging.runtime.in_flight import InFlight, flight_of
from common.messaging.runtime.retry import Retry
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure


def joined() -> MemberJoined:
    tenant = uuid7()
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")


class Machine:
    """A machine whose processes die: what a process leaves in its folder is what the next one finds."""

    def __init__(self, folder: Path, *subscriptions: Subscription) -> None:
        self.folder = folder
        self.broker = MemoryBroker(partitions_per_topic=1)
        self.subscriptions = subscriptions
        self.lives = 0

    async def live(self, until: Any, *, die: bool) -> None:
        """A process until ``until()``; then it dies where it stands, or stops."""
        state = self.folder / str(self.lives)
        state.mkdir(exist_ok=True)
        consumer = Consumer(
            "auth", self.subscriptions, MemoryLog(self.broker), retry=Retry(failures=1),
            limits=Limits(finish_within_s=0.1), protection=Protection(state_dir=state),
        )  # fmt: skip
        running = asyncio.create_task(consumer.run())
        for _ in range(400):
            if until() or running.done():
                break
            await asyncio.sleep(0.005)
        assert until(), "it never got there"
        self.lives += 1
        if die:
            shutil.copytree(state, self.folder / str(self.lives))
            running.cancel()
        else:
            consumer.stop()
        await asyncio.gather(running, return_exceptions=die)

    def letters(self) -> list[str]:
        return [str(each.header("dead_letter_reason")) for each in self.broker.on_topic("auth.dead-letters")]


class Handler:
    """Never comes back from the messages of ``deadly``; others take a moment."""

    def __init__(self) -> None:
        self.deadly: set[object] = set()
        self.at: list[object] = []
        self.done: list[object] = []
        self.beside = 0
        self.alone = True

    async def one(self, message: MemberJoined) -> None:
        self.at.append(message.id)
        self.beside += 1
        try:
            if message.id in self.deadly:
                self.alone = self.beside == 1
                await asyncio.sleep(60)
            await asyncio.sleep(0.01)
            self.done.append(message.id)
        finally:
            self.beside -= 1

    async def many(self, messages: Sequence[MemberJoined]) -> None:
        self.at += [each.id for each in messages]
        if any(each.id in self.deadly for each in messages):
            self.alone = len(messages) == 1
            await asyncio.sleep(60)
        self.done += [each.id for each in messages]

    def was_taken(self) -> bool:
        return bool(self.at) and self.at[-1] in self.deadly


async def test_what_ended_the_process_twice_is_laid_aside_and_other_keys_flow(tmp_path: Path) -> None:
    handler = Handler()
    machine = Machine(tmp_path, on(MemberJoined, handler.one, name="handle"))
    sent = [joined() for _ in range(6)]
    handler.deadly = {sent[2].id}
    for each in sent:
        machine.broker.emit(each)
    await machine.live(lambda: sent[2].id in handler.at and len(handler.done) == 0, die=True)
    handler.at.clear()
    await machine.live(lambda: sent[2].id in handler.at and not handler.beside > 1, die=True)
    assert handler.alone, "a suspect ran beside others: nobody could tell whose death it was"
    good = [each.id for each in sent if each is not sent[2]]
    await machine.live(lambda: set(good) <= set(handler.done) and machine.letters(), die=False)
    assert machine.letters() == ["poison: 2 processes ended while it was handled, without an error to catch"]


async def test_of_a_list_that_ended_the_process_only_the_guilty_one_is_laid_aside(tmp_path: Path) -> None:
    handler = Handler()
    machine = Machine(tmp_path, on_batch(MemberJoined, handler.many, name="handle"))
    sent = [joined() for _ in range(5)]
    handler.deadly = {sent[3].id}
    for each in sent:
        machine.broker.emit(each)
    await machine.live(lambda: sent[3].id in handler.at, die=True)
    handler.at.clear()
    await machine.live(handler.was_taken, die=True)
    assert handler.alone
    await machine.live(lambda: len(set(handler.done)) == 4 and machine.letters(), die=False)
    assert len(machine.letters()) == 1


async def test_one_death_is_no_poison(tmp_path: Path) -> None:
    handler = Handler()
    machine = Machine(tmp_path, on(MemberJoined, handler.one, name="handle"))
    message = joined()
    machine.broker.emit(message)
    handler.deadly = {message.id}
    await machine.live(lambda: bool(handler.at), die=True)
    handler.deadly.clear()
    await machine.live(lambda: message.id in handler.done, die=False)
    assert machine.letters() == []


async def test_whoever_is_killed_while_it_stops_did_not_die_of_a_message(tmp_path: Path) -> None:
    kept = InFlight(tmp_path / "auth")
    async with kept.handling(flight_of("handle", [record(7)])):
        kept.close()  # a stop was asked for; the kill that ends the wait for this handler is none of its doing
        assert not InFlight(tmp_path / "auth").suspects


def record(offset: int) -> Record:
    return Record("tenants.member-joined", 0, offset, b"k", b"{}", ())


def test_a_process_that_aborts_leaves_what_it_was_at(tmp_path: Path) -> None:
    program = (
        "import asyncio, os, sys; from pathlib import Path\n"
        "from common.messaging.runtime.in_flight import InFlight, Flight\n"
        "async def main():\n"
        "    async with InFlight(Path(sys.argv[1])).handling(Flight('handle', 'tenants.member-joined', 0, 7, 7)):\n"
        "        os.abort()\n"
        "asyncio.run(main())\n"
    )
    for deaths in (1, 2):
        ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / "auth")], env=os.environ, check=False)
        assert ended.returncode == -signal.SIGABRT
        left = InFlight(tmp_path / "auth")
        assert left.deaths("handle", record(7)) == deaths
        assert left.deaths("other", record(7)) == left.deaths("handle", record(8)) == 0
        left.close()


async def test_a_suspect_that_comes_through_is_one_no_longer(tmp_path: Path) -> None:
    (tmp_path / "auth.0.suspects").write_text(
        '[{"handler": "handle", "topic": "tenants.member-joined", "partition": 0, "first": 3, "last": 5, "deaths": 1}]'
    )
    kept = InFlight(tmp_path / "auth")
    for offset in (3, 4, 5):
        assert kept.is_suspect("handle", record(offset))
        async with kept.handling(flight_of("handle", [record(offset)])):
            pass
    assert not kept.suspects
    kept.close()
    assert not InFlight(tmp_path / "auth").suspects


def test_two_members_on_a_machine_have_a_file_each_and_a_damaged_one_counts_anew(tmp_path: Path) -> None:
    (tmp_path / "auth.0.suspects").write_text("[{]")
    (tmp_path / "auth.0").write_bytes(b"\xff" * 100)
    one, two = InFlight(tmp_path / "auth"), InFlight(tmp_path / "auth")
    assert {path.name for path in tmp_path.iterdir()} >= {"auth.0", "auth.1"}
    assert not one.suspects
    one.close()
    two.close()
