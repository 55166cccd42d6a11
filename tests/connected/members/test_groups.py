"""Members of one group on the real broker: they share the partitions, and a stop or a death costs no effect."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from common.contracts.tenants import MemberJoined
from common.messaging.kafka.log import KafkaLog
from common.messaging.log import Partition
from common.messaging.runtime.consumer import Consumer, on
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from ..spine import QUICK, Spine, committed, effects, group_from_now_on, row_of, until, write

pytestmark = pytest.mark.connected
TOPIC = MemberJoined.topic


def joined(tenant: UUID) -> MemberJoined:
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")


class Member:
    """A consumer in this process that notes what it handles."""

    def __init__(self, spine: Spine, group: str) -> None:
        self.seen: list[UUID] = []
        self.consumer = Consumer(
            group,
            [on(MemberJoined, self.handle, name="handle")],
            KafkaLog(spine.bootstrap, client_id="auth"),
            retry=QUICK,
        )
        self.running = asyncio.create_task(self.consumer.run())

    async def handle(self, message: MemberJoined) -> None:
        await asyncio.sleep(0.005)
        self.seen.append(message.id)

    async def stop(self) -> None:
        self.consumer.stop()
        await self.running


async def test_two_members_share_the_partitions_and_a_stopped_ones_move_to_the_other(spine: Spine) -> None:
    group, begin = await group_from_now_on(spine.bootstrap, "auth", TOPIC)
    sent: list[UUID] = []
    enough = asyncio.Event()

    async def traffic() -> None:
        tenant = uuid7()
        while not enough.is_set():
            messages = [joined(tenant) for _ in range(20)]
            await write(spine.bootstrap, map(row_of, messages))
            sent.extend(message.id for message in messages)

    writing = asyncio.create_task(traffic())
    first = Member(spine, group)
    await until(lambda: len(first.seen) > 20, "the first member at work")
    second = Member(spine, group)
    await until(lambda: len(second.seen) > 20, "the second member at work")
    alone = len(first.seen)
    await until(lambda: len(first.seen) > alone + 20, "the first member at work beside the second")
    assert not set(first.seen[alone:]) & set(second.seen), "both members handled the same message"
    await first.stop()
    mark = len(sent)
    await until(lambda: len(sent) > mark + 100, "more messages")
    enough.set()
    await writing
    await until(lambda: set(sent[mark:]) <= set(second.seen), "the second member in the place of the first")
    await second.stop()
    times = Counter(first.seen + second.seen)
    assert set(times) == set(sent), "a message was lost"
    assert max(times.values()) == 1, "a message was handled twice although nobody broke"
    ends = await committed(spine.bootstrap, group)
    assert sum(ends[at] - offset for at, offset in begin.items()) == len(sent)


@asynccontextmanager
async def effects_process(spine: Spine, name: str, group: str, hang_after: int = 0) -> AsyncIterator[Process]:
    """``effects.py`` as a process; killed at the end if it is still there."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "EFFECTS_BOOTSTRAP": spine.bootstrap,
        "EFFECTS_DATABASE_URL": spine.database_url,
    }
    script = str(Path(__file__).with_name("effects.py"))
    process = await asyncio.create_subprocess_exec(
        sys.executable, script, name, group, str(hang_after), stdout=PIPE, env=env
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def said(process: Process) -> str:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 45)
    assert line, "the process ended"
    return line.decode().strip()


async def made_effects(unit: UnitOfWork, tenant: UUID) -> Counter[UUID]:
    """How often each message's effect was made."""
    async with unit.begin(tenant) as tx:
        return Counter((await tx.execute(select(effects.c.message_id))).scalars())


async def test_a_killed_process_is_followed_by_one_that_makes_each_effect_exactly_once(
    spine: Spine, unit: UnitOfWork
) -> None:
    group, begin = await group_from_now_on(spine.bootstrap, "auth", TOPIC)
    tenant = uuid7()
    sent = [joined(tenant) for _ in range(60)]
    async with effects_process(spine, "first", group, hang_after=20) as first:
        await write(spine.bootstrap, map(row_of, sent))
        while await said(first) != "hangs":
            pass
        first.kill()
        await first.wait()
    before = await made_effects(unit, tenant)
    assert before.total() >= 20
    redelivered: list[str] = []
    async with effects_process(spine, "second", group) as second:
        while (await made_effects(unit, tenant)).total() < 60 or not redelivered:
            line = await said(second)
            if line.startswith("redelivered"):
                redelivered.append(line)
        await until_committed(spine, group, begin, 60)
        second.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(second.wait(), 20) == 0
    assert redelivered, "the kill came where nothing could be redelivered: the test proves nothing"
    assert await made_effects(unit, tenant) == Counter({message.id: 1 for message in sent})


async def test_a_clean_stop_of_a_process_causes_no_redelivery(spine: Spine, unit: UnitOfWork) -> None:
    group, begin = await group_from_now_on(spine.bootstrap, "auth", TOPIC)
    tenant = uuid7()
    users = [uuid7() for _ in range(10)]
    sent = [joined(tenant).model_copy(update={"user_id": users[number % 10]}) for number in range(300)]
    await write(spine.bootstrap, map(row_of, sent))
    lines: list[str] = []
    async with effects_process(spine, "first", group) as first:
        while len(lines) < 40:
            lines.append(await said(first))
        first.send_signal(signal.SIGTERM)
        while lines[-1] != "stopped":
            lines.append(await said(first))
    assert len(lines) < 250, "it was stopped too late to show anything"
    async with effects_process(spine, "second", group) as second:
        while sum(line.startswith("made") for line in lines) < 300:
            lines.append(await said(second))
        await until_committed(spine, group, begin, 300)
    assert not [line for line in lines if line.startswith("redelivered")]
    assert await made_effects(unit, tenant) == Counter({message.id: 1 for message in sent})


async def until_committed(spine: Spine, group: str, begin: dict[Partition, int], count: int) -> None:
    """Wait until the group has committed ``count`` messages since ``begin``."""

    async def there() -> bool:
        ends = await committed(spine.bootstrap, group)
        return sum(ends[at] - offset for at, offset in begin.items()) == count

    await until(there, f"{count} messages committed")


async def test_a_member_that_was_away_too_long_comes_back_and_makes_nothing_twice(
    spine: Spine, unit: UnitOfWork
) -> None:
    group, begin = await group_from_now_on(spine.bootstrap, "auth", TOPIC)
    tenant = uuid7()
    sent: list[MemberJoined] = []

    async def send(count: int) -> None:
        messages = [joined(tenant) for _ in range(count)]
        await write(spine.bootstrap, map(row_of, messages))
        sent.extend(messages)

    async with effects_process(spine, "away", group) as away, effects_process(spine, "there", group) as there:
        spoken = asyncio.gather(said(away), said(there))
        while not spoken.done():
            await send(5)
            await asyncio.sleep(0.05)
        away.send_signal(signal.SIGSTOP)
        await send(60)
        await until_committed(spine, group, begin, len(sent))  # what it held went to the other one
        away.send_signal(signal.SIGCONT)
        there.send_signal(signal.SIGTERM)
        await there.communicate()
        await send(60)
        await until_committed(spine, group, begin, len(sent))
        away.send_signal(signal.SIGTERM)
        await away.communicate()
        assert away.returncode == 0
    assert await made_effects(unit, tenant) == Counter({message.id: 1 for message in sent})
