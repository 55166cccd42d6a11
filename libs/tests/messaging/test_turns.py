"""Tenants take turns where more messages wait than are handled side by side."""

import asyncio
import random

import pytest

from common.contracts.tenants import MemberJoined
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer, Limits, on
from common.messaging.runtime.limits import Slots
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure
SLOTS = 4


async def handled_in_order(*tenants: str) -> list[str]:
    """In which order work of these tenants, begun in this order, is done on ``SLOTS`` slots."""
    slots, done = Slots(SLOTS), []

    async def work(tenant: str) -> None:
        async with slots.of(tenant):
            await asyncio.sleep(0)
            done.append(tenant)

    await asyncio.gather(*(work(tenant) for tenant in tenants))
    return done


async def test_who_comes_late_with_little_waits_for_turns_and_not_for_a_backlog() -> None:
    done = await handled_in_order(*["greedy"] * 500, *["small"] * 5)
    assert max(place for place, tenant in enumerate(done) if tenant == "small") < SLOTS + 2 * 5


async def test_each_of_several_gets_its_turn() -> None:
    done = await handled_in_order(*["a"] * 100, *["b"] * 20, *["c"] * 20)
    first = done[: SLOTS + 60]
    assert first.count("b") == first.count("c") == 20, "while they wait, each gets every third"


async def test_alone_nobody_waits_for_turns() -> None:
    assert await handled_in_order(*["a"] * 10) == ["a"] * 10


async def test_a_slot_that_was_waited_for_in_vain_is_not_lost() -> None:
    slots, chance, held = Slots(2), random.Random(7), 0

    async def work(tenant: str) -> None:
        nonlocal held
        async with slots.of(tenant):
            held += 1
            assert held <= 2
            await asyncio.sleep(0)
            held -= 1

    for _ in range(50):
        tasks = [asyncio.create_task(work(chance.choice("abc"))) for _ in range(20)]
        for _ in range(chance.randrange(5)):
            await asyncio.sleep(0)
        for task in chance.sample(tasks, 8):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        held = 0
    async with asyncio.timeout(1):
        async with slots.of("a"), slots.of("b"):
            pass


async def test_five_messages_pass_by_a_backlog_of_another_tenant_in_the_same_partition() -> None:
    broker, greedy, small, seen = MemoryBroker(partitions_per_topic=1), uuid7(), uuid7(), []
    for tenant in [greedy] * 500 + [small] * 5:
        broker.emit(MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member"))

    async def handle(message: MemberJoined) -> None:
        await asyncio.sleep(0.0005)
        seen.append(message.tenant_id)

    limits = Limits(side_by_side=SLOTS)
    consumer = Consumer("auth", [on(MemberJoined, handle, name="handle")], MemoryLog(broker), limits=limits)
    running = asyncio.create_task(consumer.run())
    async with asyncio.timeout(30):
        while len(seen) < 505:  # noqa: ASYNC110 - a consumer tells nobody
            await asyncio.sleep(0.005)
    consumer.stop()
    await running
    last = max(place for place, tenant in enumerate(seen) if tenant == small)
    before = seen.index(small)
    assert last - before <= 2 * 5 + SLOTS, "from its first message on, it had every second slot"
    assert before < 250, "and it did not wait for the backlog"
