"""A partition whose records come before the member was told that it has it."""

import asyncio
from collections.abc import Mapping
from uuid import uuid4

import pytest

from common.contracts.tenants import MemberJoined
from common.messaging.fence import Claim
from common.messaging.log import Partition
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer, Protection, on
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure


class Store:
    def __init__(self) -> None:
        self.claimed: list[tuple[str, int]] = []

    async def claim(self, group: str, partition: Partition) -> Claim:
        self.claimed.append((partition.topic, partition.number))
        return Claim(group, partition, uuid4())

    async def keep_positions(self, positions: Mapping[Claim, int]) -> None:
        pass


async def test_records_of_a_partition_that_was_just_assigned_are_handled_under_a_claim() -> None:
    broker, store, handled = MemoryBroker(partitions_per_topic=1), Store(), asyncio.Event()
    tenant = uuid7()

    async def handle(message: MemberJoined) -> None:
        handled.set()

    consumer = Consumer(
        "auth", [on(MemberJoined, handle, name="handle")], MemoryLog(broker), protection=Protection(fence=store)
    )
    running = asyncio.create_task(consumer.run())
    await asyncio.sleep(0.02)  # it has begun without partitions
    broker.emit(MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member"))
    async with asyncio.timeout(5):
        await asyncio.wait([running, asyncio.create_task(handled.wait())], return_when=asyncio.FIRST_COMPLETED)
    consumer.stop()
    await running
    assert store.claimed == [(MemberJoined.topic, 0)]
