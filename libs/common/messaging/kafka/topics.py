"""Topics as they are declared: created, grown, and kept to their settings, on the broker."""

from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from common.contracts.registry import Topic
from common.messaging.kafka.address import driver_options
from common.messaging.log import Partition

_SET_ON_THE_TOPIC = 1
"""The protocol's word for a setting that is neither the broker's nor a default."""


async def ensure_topics(bootstrap: str, wanted: Sequence[Topic], *, replication: int = 1) -> int:
    """Create the topics that are missing; give the others the partitions and settings they lack; how many are new."""
    admin = AIOKafkaAdminClient(**driver_options(bootstrap), client_id="brandmon-topics")
    await admin.start()
    try:
        there = set(await admin.list_topics())
        missing = [topic for topic in wanted if topic.name not in there]
        if missing:
            response = await admin.create_topics([_new(topic, replication) for topic in missing])
            for name, code, *_ in response.topic_errors:
                if code not in (0, TopicAlreadyExistsError.errno):
                    raise for_code(code)(name)
        known = [topic for topic in wanted if topic.name in there]
        await _grow(admin, known)
        await _set(admin, known)
        return len(missing)
    finally:
        await admin.close()


def _new(topic: Topic, replication: int) -> NewTopic:
    config = {**topic.settings, "min.insync.replicas": str(max(1, replication - 1))}
    return NewTopic(topic.name, topic.partitions, replication, topic_configs=config)


async def _grow(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    if not topics:
        return
    described = await admin.describe_topics([topic.name for topic in topics])
    counts = {each["topic"]: len(each["partitions"]) for each in described}
    grown = {t.name: NewPartitions(t.partitions) for t in topics if counts.get(t.name, t.partitions) < t.partitions}
    if grown:
        await admin.create_partitions(grown)


async def _set(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    """Tell the broker what of the declared settings it was told otherwise; what operators set beside them stays."""
    if not topics:
        return
    responses = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, each.name) for each in topics])
    told = {
        name: {entry[0]: entry[1] for entry in entries if entry[3] == _SET_ON_THE_TOPIC}
        for response in responses
        for _, _, _, name, entries in response.resources
    }
    other = {each.name: {**told.get(each.name, {}), **each.settings} for each in topics}
    changed = [
        ConfigResource(ConfigResourceType.TOPIC, name, settings)
        for name, settings in other.items()
        if settings != told.get(name)
    ]
    if changed:
        for response in await admin.alter_configs(changed):
            for code, _, _, name in response.resources:
                if code:
                    raise for_code(code)(name)


async def end_offsets(bootstrap: str, topics: Sequence[str]) -> dict[Partition, int]:
    """The next offset to be written, by partition."""
    admin = AIOKafkaAdminClient(**driver_options(bootstrap), client_id="brandmon-offsets")
    consumer = AIOKafkaConsumer(**driver_options(bootstrap), client_id="brandmon-offsets")
    await admin.start()
    await consumer.start()
    try:
        described = await admin.describe_topics(list(topics))
        wanted = [
            TopicPartition(topic["topic"], each["partition"]) for topic in described for each in topic["partitions"]
        ]
        ends = await consumer.end_offsets(wanted)
        return {Partition(at.topic, at.partition): offset for at, offset in ends.items()}
    finally:
        await consumer.stop()
        await admin.close()
