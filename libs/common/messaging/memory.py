"""A log in memory: deterministic, for tests of consumers without a broker."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from common.contracts.message import Message
from common.messaging.envelope import Record, headers_of
from common.messaging.log import Partition, Revoked


@dataclass
class MemoryBroker:
    """What the members of groups share: records by partition, and committed offsets by group."""

    partitions_per_topic: int = 3
    records: dict[Partition, list[Record]] = field(default_factory=lambda: defaultdict(list))
    committed: dict[tuple[str, Partition], int] = field(default_factory=dict)

    def append(self, topic: str, key: bytes | None, value: bytes | None, headers: Mapping[str, bytes]) -> Record:
        """Append a record to the partition of its key."""
        number = crc32(key or b"") % self.partitions_per_topic
        partition = Partition(topic, number)
        record = Record(topic, number, len(self.records[partition]), key, value, dict(headers))
        self.records[partition].append(record)
        return record

    def emit(self, message: Message, *, service: str | None = None) -> Record:
        """Append a message as the connector would."""
        headers = headers_of(message, service or message.producer())
        return self.append(message.topic, message.key.encode(), message.model_dump_json().encode(), headers)

    def on_topic(self, topic: str) -> list[Record]:
        """Every record of a topic, partition by partition."""
        return [record for partition, records in self.records.items() if partition.topic == topic for record in records]


class MemoryLog:
    """A member of a group on a ``MemoryBroker``; it owns every partition (rebalances are tested on Kafka)."""

    def __init__(self, broker: MemoryBroker) -> None:
        self._broker = broker
        self._topics: tuple[str, ...] = ()
        self._group = ""
        self._positions: dict[Partition, int] = {}
        self._paused: set[Partition] = set()

    async def start(self, topics: Sequence[str], group: str, revoked: Revoked) -> None:
        """Begin at the committed offsets of ``group``."""
        self._topics, self._group = tuple(topics), group

    def _position(self, partition: Partition) -> int:
        return self._positions.get(partition, self._broker.committed.get((self._group, partition), 0))

    def _assigned(self) -> list[Partition]:
        return [partition for partition in self._broker.records if partition.topic in self._topics]

    async def fetch(self, *, most: int, wait_s: float) -> Mapping[Partition, Sequence[Record]]:
        """See ``Log``."""
        found: dict[Partition, Sequence[Record]] = {}
        for partition in self._assigned():
            position = self._position(partition)
            batch = self._broker.records[partition][position : position + most]
            if batch and partition not in self._paused:
                found[partition] = batch
                self._positions[partition] = position + len(batch)
        if not found:
            await asyncio.sleep(min(wait_s, 0.01))
        return found

    async def commit(self, positions: Mapping[Partition, int]) -> None:
        """See ``Log``."""
        for partition, offset in positions.items():
            self._broker.committed[self._group, partition] = offset

    def pause(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        self._paused.update(partitions)

    def resume(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        self._paused.difference_update(partitions)

    async def lag(self) -> int:
        """See ``Log``."""
        return sum(
            len(self._broker.records[partition]) - self._broker.committed.get((self._group, partition), 0)
            for partition in self._assigned()
        )

    async def publish(self, topic: str, key: bytes | None, value: bytes, headers: Mapping[str, bytes]) -> None:
        """See ``Log``."""
        self._broker.append(topic, key, value, headers)

    async def stop(self) -> None:
        """See ``Log``."""
