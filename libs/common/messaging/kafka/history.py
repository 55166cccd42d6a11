"""Kafka topics read outside of any group: from a moment, or from the beginning, to the end as it is now."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from common.messaging.envelope import Record
from common.messaging.kafka.address import driver_options
from common.messaging.log import LogUnavailable

Offsets = Mapping[TopicPartition, int]
_ANSWERS_WITHIN_S = 5.0


class KafkaHistory:
    """See ``History``; each call opens a connection of its own and leaves no trace on the broker.

    Raises ``LogUnavailable`` where the broker is away.
    """

    def __init__(self, bootstrap: str, *, client_id: str) -> None:
        self._bootstrap = bootstrap
        self._client_id = f"{client_id}-history"

    async def begins_at(self, topics: Sequence[str]) -> datetime | None:
        """See ``History``."""
        async with self._reader() as reader:
            begin, end = await self._bounds(reader, topics)
            held = {at: offset for at, offset in begin.items() if offset < end[at]}
            first = [moment async for moment in _first_moments(reader, held, end)]
        return datetime.fromtimestamp(min(first) / 1000, UTC) if first else None

    async def reaches_back(self, topics: Sequence[str]) -> bool:
        """See ``History``."""
        async with self._reader() as reader:
            begin, _ = await self._bounds(reader, topics)
        return not any(begin.values())

    async def waiting(self, topics: Sequence[str]) -> int:
        """See ``History``."""
        async with self._reader() as reader:
            begin, end = await self._bounds(reader, topics)
        return sum(end[at] - offset for at, offset in begin.items())

    async def read(
        self, topics: Sequence[str], *, since: datetime | None = None, most: int = 5000
    ) -> AsyncIterator[Sequence[Record]]:
        """Records from ``since`` (by the broker's time of each record), or from the beginning, to the present end."""
        async with self._reader() as reader:
            begin, end = await self._bounds(reader, topics)
            if since is not None:
                begin = await _from_moment(reader, end, since)
            async for batch in _batches(reader, begin, end, most):
                yield [_record(each) for each in batch]

    async def _bounds(self, reader: AIOKafkaConsumer, topics: Sequence[str]) -> tuple[Offsets, Offsets]:
        partitions = await partitions_of(self._bootstrap, topics)
        return await reader.beginning_offsets(partitions), await reader.end_offsets(partitions)

    async def follow(
        self, topics: Sequence[str], *, since: datetime | None = None, idle: bool = False
    ) -> AsyncIterator[Sequence[Record]]:
        """Records from ``since`` on, or from now on, and then every new one, without end.

        With ``idle`` also an empty batch whenever the broker says that there is no more; ``LogUnavailable`` where it
        says nothing for a while, or where a topic does not exist.
        """
        async with self._reader() as reader:
            _, end = await self._bounds(reader, topics)
            if idle and {at.topic for at in end} != set(topics):
                raise LogUnavailable("a topic does not exist")
            begin = end if since is None else await _from_moment(reader, end, since)
            reader.assign(list(begin))
            for at, offset in begin.items():
                reader.seek(at, offset)
            while True:
                found = await reader.getmany(timeout_ms=500)
                if found:
                    yield [_record(each) for records in found.values() for each in records]
                elif idle and await _at_the_end(reader, list(begin)):
                    yield []

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[AIOKafkaConsumer]:
        reader = AIOKafkaConsumer(
            **driver_options(self._bootstrap),
            client_id=self._client_id,
            group_id=None,
            enable_auto_commit=False,
            isolation_level="read_committed",
        )
        with told_as_unavailable():
            await reader.start()
            try:
                yield reader
            finally:
                await reader.stop()


@contextmanager
def told_as_unavailable() -> Iterator[None]:
    """Raise the driver's errors as ``LogUnavailable``."""
    try:
        yield
    except KafkaError as error:
        raise LogUnavailable(type(error).__name__) from error


async def partitions_of(bootstrap: str, topics: Sequence[str]) -> list[TopicPartition]:
    """Every partition of those ``topics`` that exist; the driver's error where one may not be looked at."""
    admin = AIOKafkaAdminClient(**driver_options(bootstrap), client_id="brandmon-partitions")
    await admin.start()
    try:
        described = await admin.describe_topics(list(topics))
    finally:
        await admin.close()
    if any(each["error_code"] == TopicAuthorizationFailedError.errno for each in described):
        raise TopicAuthorizationFailedError  # or a topic that one may not read would look like an empty one
    return [TopicPartition(each["topic"], part["partition"]) for each in described for part in each["partitions"]]


def _record(each: ConsumerRecord) -> Record:
    return Record(each.topic, each.partition, each.offset, each.key, each.value, each.headers)


async def _from_moment(reader: AIOKafkaConsumer, end: Offsets, since: datetime) -> Offsets:
    moment = int(since.timestamp() * 1000)
    found = await reader.offsets_for_times(dict.fromkeys(end, moment))
    return {at: found[at].offset if found.get(at) else offset for at, offset in end.items()}


async def _at_the_end(reader: AIOKafkaConsumer, partitions: Sequence[TopicPartition]) -> bool:
    """Whether all was read, asked of the broker itself: the driver finds nothing where the broker is away, too."""
    try:
        end = await asyncio.wait_for(reader.end_offsets(partitions), _ANSWERS_WITHIN_S)
        return all([await reader.position(at) >= offset for at, offset in end.items()])
    except TimeoutError:
        raise LogUnavailable("the broker does not answer") from None


async def _first_moments(reader: AIOKafkaConsumer, begin: Offsets, end: Offsets) -> AsyncIterator[int]:
    """The time of each partition's oldest record; compaction may have left gaps before it."""
    for at, offset in begin.items():
        reader.assign([at])
        reader.seek(at, offset)
        while await reader.position(at) < end[at]:
            found = await reader.getmany(at, timeout_ms=500, max_records=1)
            if found:
                yield found[at][0].timestamp
                break


async def _batches(
    reader: AIOKafkaConsumer, begin: Offsets, end: Offsets, most: int
) -> AsyncIterator[list[ConsumerRecord]]:
    ahead = {at for at, offset in begin.items() if offset < end[at]}
    if not ahead:
        return
    reader.assign(list(ahead))
    for at in ahead:
        reader.seek(at, begin[at])
    while ahead:
        found = await reader.getmany(*ahead, timeout_ms=500, max_records=most)
        batch = [each for at, records in found.items() for each in records if each.offset < end[at]]
        if batch:
            yield batch
        # by position, not by the last record: the last offsets may belong to markers, which are never given out
        done = {at for at in ahead if await reader.position(at) >= end[at]}
        ahead -= done
