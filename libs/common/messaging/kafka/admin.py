"""What the broker says about topics and groups: how much they hold, and how far behind each group is."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from common.messaging.kafka.address import driver_options
from common.messaging.kafka.history import partitions_of, told_as_unavailable


@dataclass(frozen=True, slots=True)
class TopicSize:
    """A topic: its partitions, and how many records they still hold (markers and compacted ones counted)."""

    topic: str
    partitions: int
    records: int


@dataclass(frozen=True, slots=True)
class GroupLag:
    """How far a group is in one topic. ``lag`` counts records that are not committed yet, over all partitions."""

    group: str
    topic: str
    members: int
    committed: int
    lag: int
    rolled_back: int
    """Partitions whose end lies before what the group committed: the broker lost records."""


async def topic_sizes(bootstrap: str, topics: Sequence[str]) -> list[TopicSize]:
    """Those of ``topics`` that exist, by name. Raises ``LogUnavailable`` where the broker is away."""
    with told_as_unavailable():
        partitions = await partitions_of(bootstrap, topics)
        begin, end = await _bounds(bootstrap, partitions)
    sizes = []
    for topic in sorted({at.topic for at in partitions}):
        own = [at for at in partitions if at.topic == topic]
        sizes.append(TopicSize(topic, len(own), sum(end[at] - begin[at] for at in own)))
    return sizes


async def group_lags(bootstrap: str, groups: Sequence[str] = ()) -> list[GroupLag]:
    """Every group that has committed something, or those named. Raises ``LogUnavailable`` where the broker is away."""
    with told_as_unavailable():
        committed, members = await _committed(bootstrap, groups)
        _, end = await _bounds(bootstrap, sorted({at for offsets in committed.values() for at in offsets}))
    lags = []
    for group, offsets in sorted(committed.items()):
        for topic in sorted({at.topic for at in offsets}):
            own = {at: offset for at, offset in offsets.items() if at.topic == topic and offset >= 0 and at in end}
            behind = {at: end[at] - offset for at, offset in own.items()}
            lags.append(
                GroupLag(
                    group,
                    topic,
                    members.get(group, 0),
                    sum(own.values()),
                    sum(each for each in behind.values() if each > 0),
                    sum(each < 0 for each in behind.values()),
                )
            )
    return lags


async def _committed(
    bootstrap: str, groups: Sequence[str]
) -> tuple[dict[str, dict[TopicPartition, int]], dict[str, int]]:
    admin = AIOKafkaAdminClient(**driver_options(bootstrap), client_id="brandmon-groups")
    await admin.start()
    try:
        names = list(groups) or [name for name, kind, *_ in await admin.list_consumer_groups() if kind == "consumer"]
        offsets = {name: await admin.list_consumer_group_offsets(name) for name in names}
        members = {name: await _members(admin, name) for name in names}
    finally:
        await admin.close()
    known = {name: {at: kept.offset for at, kept in found.items()} for name, found in offsets.items() if found}
    return known, members


async def _members(admin: AIOKafkaAdminClient, group: str) -> int:
    described = await admin.describe_consumer_groups([group])
    return sum(len(each[5]) for answer in described for each in answer.groups)


async def _bounds(
    bootstrap: str, partitions: Sequence[TopicPartition]
) -> tuple[dict[TopicPartition, int], dict[TopicPartition, int]]:
    if not partitions:
        return {}, {}
    reader = AIOKafkaConsumer(**driver_options(bootstrap), client_id="brandmon-sizes")
    await reader.start()
    try:
        return await reader.beginning_offsets(partitions), await reader.end_offsets(partitions)
    finally:
        await reader.stop()
