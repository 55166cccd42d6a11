"""Every topic of the system on the real broker."""

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from common.contracts.registry import MESSAGES, SERVICES, Topic, topics
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.topics import ensure_topics

from .spine import Spine

pytestmark = pytest.mark.connected


async def partitions(bootstrap: str, names: list[str]) -> dict[str, int]:
    """How many partitions each of these topics has on the broker."""
    admin = AIOKafkaAdminClient(**driver_options(bootstrap))
    await admin.start()
    try:
        return {each["topic"]: len(each["partitions"]) for each in await admin.describe_topics(names)}
    finally:
        await admin.close()


async def test_topics_are_created_once_with_dead_letters_and_heartbeats(spine: Spine) -> None:
    assert await ensure_topics(spine.bootstrap, topics()) == 0, "the fixture created them before"
    names = [topic.name for topic in topics()]
    assert {f"{service}.dead-letters" for service in SERVICES} <= set(names)
    assert {f"__debezium-heartbeat.{service}" for service in SERVICES} <= set(names)
    assert MESSAGES.keys() <= set(names)
    there = await partitions(spine.bootstrap, names)
    assert there == {topic.name: topic.partitions for topic in topics()}


async def test_a_topic_gets_the_partitions_it_is_to_have_and_never_fewer(spine: Spine) -> None:
    assert await ensure_topics(spine.bootstrap, [Topic("growing", 1, 3_600_000)]) == 1
    assert await partitions(spine.bootstrap, ["growing"]) == {"growing": 1}
    for wanted in (3, 3, 2):
        assert await ensure_topics(spine.bootstrap, [Topic("growing", wanted, 3_600_000)]) == 0
        assert await partitions(spine.bootstrap, ["growing"]) == {"growing": 3}
