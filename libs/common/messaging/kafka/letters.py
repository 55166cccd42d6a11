"""The dead letters of a service on Kafka: appended idempotently, followed outside of any group."""

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from common.messaging.envelope import LogRecord
from common.messaging.kafka.address import driver_options
from common.messaging.log import Headers, LogUnavailable

_APPEND_WITHIN_S = 30.0


class KafkaLetters:
    """See ``LetterLog``. Raises ``LogUnavailable`` where the broker is away or the topic does not exist."""

    def __init__(self, bootstrap: str, topic: str, *, client_id: str) -> None:
        self._bootstrap = bootstrap
        self._client_id = f"{client_id}-letters"
        self._at = TopicPartition(topic, 0)
        self._next = 0
        self._reader: AIOKafkaConsumer | None = None
        self._producer: AIOKafkaProducer | None = None
        self._reading = asyncio.Lock()
        self._opening = asyncio.Lock()

    async def append(self, key: bytes | None, value: bytes, headers: Headers) -> None:
        """See ``LetterLog``. After any error the producer is given up: the next append makes a new one."""
        try:
            producer = await self._open_producer()
            sent = producer.send_and_wait(
                self._at.topic, value=value, key=key, headers=list(headers), partition=self._at.partition
            )
            await asyncio.wait_for(sent, _APPEND_WITHIN_S)
        except (KafkaError, TimeoutError) as error:
            await self._drop_producer()
            raise LogUnavailable(type(error).__name__) from error

    async def _open_producer(self) -> AIOKafkaProducer:
        async with self._opening:  # keys run side by side, and all may be the first to need it
            if self._producer is None:
                producer = AIOKafkaProducer(
                    **driver_options(self._bootstrap), client_id=self._client_id, acks="all", enable_idempotence=True
                )
                await _started(producer)
                self._producer = producer
            return self._producer

    async def _drop_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                await asyncio.wait_for(producer.stop(), 5)
            except (KafkaError, TimeoutError):
                return  # it was broken before

    async def catch_up(self) -> Sequence[LogRecord]:
        """See ``LetterLog``."""
        async with self._reading:
            try:
                reader = await self._open()
                end = (await asyncio.wait_for(reader.end_offsets([self._at]), 30))[self._at]
                return await self._between(reader, self._next, end) if end > self._next else []
            except (KafkaError, TimeoutError) as error:
                raise LogUnavailable(type(error).__name__) from error

    async def _between(self, reader: AIOKafkaConsumer, begin: int, end: int) -> list[LogRecord]:
        first = (await reader.beginning_offsets([self._at]))[self._at]
        if await reader.position(self._at) != max(begin, first):
            reader.seek(self._at, max(begin, first))  # only then: it throws away what is being fetched
        records: list[LogRecord] = []
        while await reader.position(self._at) < end:
            records += (await reader.getmany(self._at, timeout_ms=500)).get(self._at, [])
        self._next = max(end, await reader.position(self._at))
        return records

    async def read(self, offsets: Sequence[int]) -> Sequence[LogRecord]:
        """See ``LetterLog``."""
        found: list[LogRecord] = []
        async with self._reading:
            try:
                reader = await self._open()
                first = (await reader.beginning_offsets([self._at]))[self._at]
                for offset in offsets:
                    if offset >= first:
                        reader.seek(self._at, offset)
                        found.append(await asyncio.wait_for(reader.getone(self._at), 30))
            except (KafkaError, TimeoutError) as error:
                raise LogUnavailable(type(error).__name__) from error
        return found

    async def _open(self) -> AIOKafkaConsumer:
        if self._reader is None:
            reader = AIOKafkaConsumer(
                **driver_options(self._bootstrap),
                client_id=self._client_id,
                group_id=None,
                enable_auto_commit=False,
                isolation_level="read_committed",
                fetch_max_wait_ms=100,
                max_partition_fetch_bytes=1024 * 1024,
                fetch_max_bytes=1024 * 1024,
            )
            await _started(reader)
            if self._at.topic not in await reader.topics():
                await reader.stop()
                raise LogUnavailable(f"there is no topic {self._at.topic}")
            reader.assign([self._at])
            self._reader = reader
        return self._reader

    async def stop(self) -> None:
        """See ``LetterLog``."""
        await self._drop_producer()
        if self._reader is not None:
            await self._reader.stop()
            self._reader = None


async def _started(client: AIOKafkaConsumer | AIOKafkaProducer) -> None:
    """Start a client, or leave nothing open: a start that is cancelled half-way has connections already."""
    try:
        await client.start()
    except BaseException:
        await client.stop()
        raise
