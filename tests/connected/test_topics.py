"""Every topic of the system on the real broker."""

import pytest

from common.contracts.registry import MESSAGES, SERVICES, Topic, topics
from common.messaging.kafka import end_offsets, ensure_topics
from common.messaging.log import Partition

from .spine import Spine

pytestmark = pytest.mark.connected


async def test_topics_are_created_once_with_dead_letters_and_heartbeats(spine: Spine) -> None:
    assert await ensure_topics(spine.bootstrap, topics()) == 0, "the fixture created them before"
    names = [topic.name for topic in topics()]
    assert {f"{service}.dead-letters" for service in SERVICES} <= set(names)
    assert {f"__debezium-heartbeat.{service}" for service in SERVICES} <= set(names)
    assert MESSAGES.keys() <= set(names)
    there = await end_offsets(spine.bootstrap, names)
    assert set(there) == {Partition(topic.name, number) for topic in topics() for number in range(topic.partitions)}


async def test_a_topic_gets_the_partitions_it_is_to_have_and_never_fewer(spine: Spine) -> None:
    async def partitions() -> int:
        return len(await end_offsets(spine.bootstrap, ["growing"]))

    assert await ensure_topics(spine.bootstrap, [Topic("growing", 1, 3_600_000)]) == 1
    assert await partitions() == 1
    for wanted in (3, 3, 2):
        assert await ensure_topics(spine.bootstrap, [Topic("growing", wanted, 3_600_000)]) == 0
        assert await partitions() == 3
