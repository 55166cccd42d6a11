"""The spine of the system for tests: broker, connectors, both kinds of store; logs, real and in memory, as one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, Protocol

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from sqlalchemy import Column, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID as PGUUID

from brandmon_local import Stack
from common.contracts.message import Message
from common.contracts.simulator import ReserveQuota
from common.contracts.tenants import MemberJoined
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.envelope import Record, headers_of
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.letters import KafkaLetters
from common.messaging.kafka.log import KafkaLog
from common.messaging.kafka.topics import end_offsets
from common.messaging.log import Headers, LetterLog, Log, Partition
from common.messaging.memory import MemoryBroker, MemoryLetters, MemoryLog
from common.messaging.runtime.consumer import Consumer, Limits, Protection, Subscription
from common.messaging.runtime.retry import Retry
from common.primitives.ids import uuid7

SEALING = Sealing.ephemeral()
QUICK = Retry(failures=3, first_wait_s=0.001, longest_wait_s=0.005)
PATIENCE_S = 45.0
"""How long anything is waited for; a dead member alone holds its partitions for its session time-out of 10 s."""

effects = Table(
    "effects",
    MetaData(),
    Column("tenant_id", PGUUID(as_uuid=True)),
    Column("id", PGUUID(as_uuid=True)),
    Column("message_id", PGUUID(as_uuid=True)),
    Column("made_by", Text),
)
"""One row for each effect, under an id of its own: an effect that is made twice shows as two rows."""


@dataclass(frozen=True)
class Spine:
    """What runs, and how to reach it. PostgreSQL carries tenants' outbox, MongoDB collector's."""

    stack: Stack
    bootstrap: str
    database_url: str = field(repr=False)
    mongo_url: str = field(repr=False)


async def until(true: Callable[[], bool | Awaitable[bool]], what: str, *, within_s: float = PATIENCE_S) -> None:
    """Wait until ``true()``; a failed test that names ``what`` otherwise."""
    give_up = asyncio.get_running_loop().time() + within_s
    while True:
        answer = true()
        if await answer if isawaitable(answer) else answer:
            return
        assert asyncio.get_running_loop().time() < give_up, f"never: {what}"
        await asyncio.sleep(0.02)


class Listener:
    """Everything that was written to some topics since it began to listen, outside of any group."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer
        self.records: list[Record] = []

    async def take(self) -> None:
        """Read what is there."""
        for at, batch in (await self._consumer.getmany(timeout_ms=100)).items():
            for each in batch:
                assert len(dict(each.headers)) == len(each.headers), "a header stands twice"
                self.records.append(Record(at.topic, at.partition, each.offset, each.key, each.value, each.headers))

    async def until(self, wanted: Callable[[list[Record]], bool], what: str) -> list[Record]:
        """Read until ``wanted(records)``."""

        async def arrived() -> bool:
            await self.take()
            return wanted(self.records)

        await until(arrived, what)
        return self.records


@asynccontextmanager
async def listening(
    bootstrap: str, *topics: str, since: Mapping[Partition, int] | None = None
) -> AsyncIterator[Listener]:
    """Listen to ``topics`` from now on, or from ``since``."""
    begin = since if since is not None else await end_offsets(bootstrap, topics)
    consumer = AIOKafkaConsumer(**driver_options(bootstrap))
    await consumer.start()
    try:
        consumer.assign([TopicPartition(*at) for at in begin])
        for at, offset in begin.items():
            consumer.seek(TopicPartition(*at), offset)
        yield Listener(consumer)
    finally:
        await consumer.stop()


async def committed(bootstrap: str, group: str) -> dict[Partition, int]:
    """What a group has committed, as the broker knows it."""
    admin = AIOKafkaAdminClient(**driver_options(bootstrap))
    await admin.start()
    try:
        found = await admin.list_consumer_group_offsets(group)
        return {Partition(at.topic, at.partition): kept.offset for at, kept in found.items()}
    finally:
        await admin.close()


async def group_from_now_on(bootstrap: str, service: str, *topics: str) -> tuple[str, dict[Partition, int]]:
    """A new group of ``service`` that has handled everything up to now, and where it stands."""
    group, ends = f"{service}-{uuid7()}", await end_offsets(bootstrap, topics)
    consumer = AIOKafkaConsumer(**driver_options(bootstrap), group_id=group, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign([TopicPartition(*at) for at in ends])
        await consumer.commit({TopicPartition(*at): offset for at, offset in ends.items()})
    finally:
        await consumer.stop()
    return group, ends


async def write(bootstrap: str, rows: Iterable[tuple[str, bytes, bytes, Headers]]) -> None:
    """Append (topic, key, body, headers), in this order."""
    producer = AIOKafkaProducer(**driver_options(bootstrap), acks="all", linger_ms=2)
    await producer.start()
    try:
        sent = [await producer.send(t, value=body, key=key, headers=list(h)) for t, key, body, h in rows]
        await asyncio.gather(*sent)
    finally:
        await producer.stop()


def row_of(message: Message) -> tuple[str, bytes, bytes, Headers]:
    """A message as the connector would write it."""
    headers = headers_of(message, message.producer())
    return message.topic, message.key.encode(), message.model_dump_json().encode(), headers


class Bench(Protocol):
    """A log under test, and a group on it that begins at its end. ``ReserveQuota`` has one partition on each."""

    group: str

    def log(self) -> Log: ...
    async def emit(self, *messages: Message) -> None: ...
    async def append(self, topic: str, key: bytes, body: bytes, headers: Headers) -> None: ...
    async def handled(self) -> int: ...
    async def letters(self) -> list[Record]: ...
    def letter_log(self) -> LetterLog: ...


@dataclass
class MemoryBench:
    """The log in memory."""

    broker: MemoryBroker = field(default_factory=lambda: MemoryBroker(partitions_per_topic=1))
    group: str = "auth"

    def log(self) -> Log:
        return MemoryLog(self.broker)

    async def emit(self, *messages: Message) -> None:
        for message in messages:
            self.broker.emit(message)

    async def append(self, topic: str, key: bytes, body: bytes, headers: Headers) -> None:
        self.broker.append(topic, key, body, headers)

    async def handled(self) -> int:
        return sum(self.broker.committed.values())

    async def letters(self) -> list[Record]:
        return self.broker.on_topic("auth.dead-letters")

    def letter_log(self) -> LetterLog:
        return MemoryLetters(self.broker, "auth.dead-letters")


@dataclass
class KafkaBench:
    """The real broker; made by ``KafkaBench.of``."""

    bootstrap: str
    group: str
    begin: dict[Partition, int]
    letters_begin: dict[Partition, int]

    @classmethod
    async def of(cls, bootstrap: str) -> "KafkaBench":
        """A bench with a group of its own."""
        group, begin = await group_from_now_on(bootstrap, "auth", ReserveQuota.topic, MemberJoined.topic)
        return cls(bootstrap, group, begin, await end_offsets(bootstrap, ["auth.dead-letters"]))

    def log(self) -> Log:
        return KafkaLog(self.bootstrap, client_id="auth")

    async def emit(self, *messages: Message) -> None:
        await write(self.bootstrap, map(row_of, messages))

    async def append(self, topic: str, key: bytes, body: bytes, headers: Headers) -> None:
        await write(self.bootstrap, [(topic, key, body, headers)])

    async def handled(self) -> int:
        return sum(offset - self.begin[at] for at, offset in (await committed(self.bootstrap, self.group)).items())

    async def letters(self) -> list[Record]:
        ends = await end_offsets(self.bootstrap, ["auth.dead-letters"])
        count = sum(ends[at] - offset for at, offset in self.letters_begin.items())
        async with listening(self.bootstrap, since=self.letters_begin) as listener:
            return await listener.until(lambda records: len(records) >= count, "the dead letters")

    def letter_log(self) -> LetterLog:
        return KafkaLetters(self.bootstrap, "auth.dead-letters", client_id="operator")


async def consume(
    bench: Bench, *subscriptions: Subscription, until_true: Callable[[], Any], limits: Limits | None = None
) -> None:
    """Run a consumer until ``until_true()``, then stop it gracefully; what it raises is raised here."""
    consumer = Consumer(
        bench.group, subscriptions, bench.log(), retry=QUICK, limits=limits, protection=Protection(sealing=SEALING)
    )
    running = asyncio.create_task(consumer.run())

    async def there() -> bool:
        if running.done():
            await running
        answer = until_true()
        return bool(await answer if isawaitable(answer) else answer)

    try:
        await until(there, "what the consumer was to do", within_s=20)
    finally:
        consumer.stop()
        await asyncio.gather(running, return_exceptions=True)
    await running


@asynccontextmanager
async def running(consumer: Consumer) -> AsyncIterator[None]:
    """Run a consumer beside the block; what it raises is raised at the end."""
    task = asyncio.create_task(consumer.run())
    try:
        yield
    finally:
        consumer.stop()
        await task
