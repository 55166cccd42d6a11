"""A log in memory: deterministic, for tests of consumers without a broker."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from common.contracts.message import Message
from common.messaging.envelope import LogRecord, Record, headers_of
from common.messaging.log import Headers, Partition, Partitions


@dataclass
class MemoryBroker:
    """What the members of groups share: records by partition, and committed offsets by group."""

    partitions_per_topic: int = 3
    records: dict[Partition, list[Record]] = field(default_factory=lambda: defaultdict(list))
    committed: dict[tuple[str, Partition], int] = field(default_factory=dict)

    def append(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> Record:
        """Append a record to the partition of its key."""
        return self.append_to(Partition(topic, crc32(key or b"") % self.partitions_per_topic), key, value, headers)

    def append_to(self, at: Partition, key: bytes | None, value: bytes | None, headers: Headers) -> Record:
        """Append a record to a partition."""
        record = Record(at.topic, at.number, len(self.records[at]), key, value, tuple(headers))
        self.records[at].append(record)
        return record

    def emit(self, message: Message, *, service: str | None = None) -> Record:
        """Append a message as the connector would."""
        headers = headers_of(message, service or message.producer())
        return self.append(message.topic, message.key.encode(), message.model_dump_json().encode(), headers)

    def on_topic(self, topic: str) -> list[Record]:
        """Every record of a topic, partition by partition."""
        return [record for partition, records in self.records.items() if partition.topic == topic for record in records]


class MemoryLetters:
    """Dead letters on a ``MemoryBroker``."""

    def __init__(self, broker: MemoryBroker, topic: str) -> None:
        self._broker = broker
        self._at = Partition(topic, 0)
        self._next = 0

    async def append(self, key: bytes | None, value: bytes, headers: Headers) -> None:
        """See ``LetterLog``."""
        self._broker.append_to(self._at, key, value, headers)

    async def catch_up(self) -> Sequence[LogRecord]:
        """See ``LetterLog``."""
        fresh = self._broker.records[self._at][self._next :]
        self._next += len(fresh)
        return fresh

    async def read(self, offsets: Sequence[int]) -> Sequence[LogRecord]:
        """See ``LetterLog``."""
        return [self._broker.records[self._at][offset] for offset in offsets]

    async def stop(self) -> None:
        """See ``LetterLog``."""


class MemoryLog:
    """A member of a group on a ``MemoryBroker``; it owns every partition (rebalances are tested on Kafka)."""

    def __init__(self, broker: MemoryBroker) -> None:
        self._broker = broker
        self._topics: tuple[str, ...] = ()
        self._group = ""
        self._positions: dict[Partition, int] = {}
        self._paused: set[Partition] = set()

    async def start(self, topics: Sequence[str], group: str, *, assigned: Partitions, revoked: Partitions) -> None:
        """Begin at the committed offsets of ``group``."""
        self._topics, self._group = tuple(topics), group
        await assigned(frozenset(self._assigned()))

    def _position(self, partition: Partition) -> int:
        return self._positions.get(partition, self._broker.committed.get((self._group, partition), 0))

    def _assigned(self) -> list[Partition]:
        return [partition for partition in self._broker.records if partition.topic in self._topics]

    async def fetch(self, *, most: int, wait_s: float) -> Mapping[Partition, Sequence[LogRecord]]:
        """See ``Log``."""
        found: dict[Partition, Sequence[LogRecord]] = {}
        for partition in self._assigned():
            position = self._position(partition)
            batch = self._broker.records[partition][position : position + most]
            if batch and partition not in self._paused:
                found[partition] = batch
                self._positions[partition] = position + len(batch)
        await asyncio.sleep(0 if found else min(wait_s, 0.01))
        return found

    async def commit(self, positions: Mapping[Partition, int]) -> None:
        """See ``Log``."""
        for partition, offset in positions.items():
            self._broker.committed[self._group, partition] = offset

    async def committed(self, partition: Partition) -> int | None:
        """See ``Log``."""
        return self._broker.committed.get((self._group, partition))

    async def position(self, partition: Partition) -> int:
        """See ``Log``."""
        return self._position(partition)

    async def ends(self) -> Mapping[Partition, int]:
        """See ``Log``."""
        return {partition: len(self._broker.records[partition]) for partition in self._assigned()}

    def pause(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        self._paused.update(partitions)

    def resume(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        self._paused.difference_update(partitions)

    def letters(self, topic: str) -> MemoryLetters:
        """See ``Log``."""
        return MemoryLetters(self._broker, topic)

    async def stop(self) -> None:
        """See ``Log``."""
