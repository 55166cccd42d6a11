"""Static members (KIP-345) on the real broker: one that comes back in time has its partitions; nobody else moves."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest

from common.contracts.tenants import MemberJoined
from common.messaging.kafka.log import KafkaLog, Membership
from common.messaging.log import Partition, Partitions
from common.messaging.runtime.consumer import Consumer, on
from common.primitives.ids import uuid7

from ..spine import QUICK, Spine, group_from_now_on, row_of, until, write

pytestmark = pytest.mark.connected
TOPIC = MemberJoined.topic


class NotingLog(KafkaLog):
    """Notes every assignment that its member is given."""

    def __init__(self, bootstrap: str, name: str) -> None:
        super().__init__(bootstrap, client_id=name, membership=Membership(instance_id=name))
        self.given: list[frozenset[Partition]] = []

    async def start(self, topics: Sequence[str], group: str, *, assigned: Partitions, revoked: Partitions) -> None:
        async def noted(partitions: frozenset[Partition]) -> None:
            self.given.append(partitions)
            await assigned(partitions)

        await super().start(topics, group, assigned=noted, revoked=revoked)


class StaticMember:
    """A consumer under an instance id of its own."""

    def __init__(self, spine: Spine, group: str, name: str) -> None:
        self.seen: list[UUID] = []
        self.log = NotingLog(spine.bootstrap, f"{group}-{name}")
        self.consumer = Consumer(group, [on(MemberJoined, self.handle, name="handle")], self.log, retry=QUICK)
        self.running = asyncio.create_task(self.consumer.run())

    async def handle(self, message: MemberJoined) -> None:
        self.seen.append(message.id)

    async def stop(self) -> None:
        self.consumer.stop()
        await self.running


async def test_a_static_member_that_restarts_gets_its_partitions_back_and_the_other_keeps_its_own(spine: Spine) -> None:
    group, _ = await group_from_now_on(spine.bootstrap, "auth", TOPIC)
    stays, restarts = StaticMember(spine, group, "stays"), StaticMember(spine, group, "restarts")
    both = (stays.log, restarts.log)

    def shared() -> bool:
        ours = [log.given[-1] if log.given else frozenset() for log in both]
        return all(ours) and not ours[0] & ours[1]

    await until(shared, "the partitions shared")
    before = len(stays.log.given)
    held = restarts.log.given[-1]
    await restarts.stop()
    tenant = uuid7()
    sent = [MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member") for _ in range(60)]
    await write(spine.bootstrap, map(row_of, sent))
    again = StaticMember(spine, group, "restarts")
    await until(lambda: len(stays.seen) + len(again.seen) >= len(sent), "all messages handled")
    assert again.log.given == [held], "it got other partitions than it had left"
    assert len(stays.log.given) == before, "the member that stayed was given its partitions anew: a rebalance"
    assert sorted(stays.seen + again.seen) == sorted(message.id for message in sent)
    await asyncio.gather(stays.stop(), again.stop())
