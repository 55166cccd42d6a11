"""Kafka. The only module that imports aiokafka; its unsafe defaults are changed here, once."""

from collections.abc import Iterable, Mapping, Sequence

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRebalanceListener, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.errors import CommitFailedError, IllegalStateError, TopicAlreadyExistsError, for_code

from common.contracts.registry import Topic
from common.messaging.envelope import Record
from common.messaging.log import Partition, PositionsLost, Revoked


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, revoked: Revoked, positions: dict[TopicPartition, int]) -> None:
        self._revoked = revoked
        self._positions = positions

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        await self._revoked(frozenset(Partition(each.topic, each.partition) for each in revoked))

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Another member may have gone on since: what we knew of positions is void."""
        self._positions.clear()


class KafkaLog:
    """A member of a consumer group, and an idempotent producer for dead letters."""

    def __init__(self, bootstrap: str, *, client_id: str) -> None:
        self._bootstrap = bootstrap
        self._client_id = client_id
        self._consumer: AIOKafkaConsumer | None = None
        self._producer: AIOKafkaProducer | None = None
        self._positions: dict[TopicPartition, int] = {}

    @property
    def _member(self) -> AIOKafkaConsumer:
        if self._consumer is None:
            raise RuntimeError("the log was not started")
        return self._consumer

    async def start(self, topics: Sequence[str], group: str, revoked: Revoked) -> None:
        """See ``Log``."""
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            client_id=self._client_id,
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            max_poll_interval_ms=300_000,
            rebalance_timeout_ms=30_000,
            fetch_max_wait_ms=500,
            max_partition_fetch_bytes=4 * 1024 * 1024,
        )
        self._consumer.subscribe(topics=list(topics), listener=_Rebalances(revoked, self._positions))
        await self._consumer.start()

    async def fetch(self, *, most: int, wait_s: float) -> Mapping[Partition, Sequence[Record]]:
        """See ``Log``."""
        found = await self._member.getmany(timeout_ms=int(wait_s * 1000), max_records=most)
        return {
            Partition(at.topic, at.partition): [
                Record(at.topic, at.partition, each.offset, each.key, each.value, dict(each.headers)) for each in batch
            ]
            for at, batch in found.items()
        }

    async def commit(self, positions: Mapping[Partition, int]) -> None:
        """See ``Log``."""
        offsets = {TopicPartition(at.topic, at.number): offset for at, offset in positions.items()}
        try:
            await self._member.commit(offsets)
        except (CommitFailedError, IllegalStateError) as error:
            raise PositionsLost(type(error).__name__) from error
        self._positions.update(offsets)

    def _assigned(self, partitions: Iterable[Partition]) -> list[TopicPartition]:
        own = self._member.assignment()
        return [each for at in partitions if (each := TopicPartition(at.topic, at.number)) in own]

    def pause(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        if own := self._assigned(partitions):
            self._member.pause(*own)

    def resume(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        if own := self._assigned(partitions):
            self._member.resume(*own)

    async def lag(self) -> int:
        """See ``Log``. Known from fetches and own commits; the broker is asked once per partition and assignment."""
        total = 0
        for at in self._member.assignment():
            if at not in self._positions:
                self._positions[at] = await self._member.committed(at) or 0
            end = self._member.highwater(at) if at in self._member.assignment() else None  # it may have gone meanwhile
            total += max(0, (end or 0) - self._positions.get(at, 0))
        return total

    async def publish(self, topic: str, key: bytes | None, value: bytes, headers: Mapping[str, bytes]) -> None:
        """See ``Log``."""
        if self._producer is None:
            self._producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap, client_id=self._client_id, acks="all", enable_idempotence=True
            )
            await self._producer.start()
        await self._producer.send_and_wait(topic, value=value, key=key, headers=list(headers.items()))

    async def stop(self) -> None:
        """See ``Log``."""
        if self._producer is not None:
            await self._producer.stop()
        if self._consumer is not None:
            await self._consumer.stop()


async def ensure_topics(bootstrap: str, wanted: Sequence[Topic], *, replication: int = 1) -> int:
    """Create the topics that are missing, add partitions where there are fewer; how many were created."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, client_id="brandmon-topics")
    await admin.start()
    try:
        there = set(await admin.list_topics())
        missing = [topic for topic in wanted if topic.name not in there]
        if missing:
            response = await admin.create_topics([_new(topic, replication) for topic in missing])
            for name, code, *_ in response.topic_errors:
                if code not in (0, TopicAlreadyExistsError.errno):
                    raise for_code(code)(name)
        await _grow(admin, [topic for topic in wanted if topic.name in there])
        return len(missing)
    finally:
        await admin.close()


def _new(topic: Topic, replication: int) -> NewTopic:
    config = {
        "retention.ms": str(topic.retention_ms),
        "cleanup.policy": "compact" if topic.compacted else "delete",
        "min.insync.replicas": str(max(1, replication - 1)),
    }
    return NewTopic(topic.name, topic.partitions, replication, topic_configs=config)


async def _grow(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    if not topics:
        return
    described = await admin.describe_topics([topic.name for topic in topics])
    counts = {each["topic"]: len(each["partitions"]) for each in described}
    grown = {t.name: NewPartitions(t.partitions) for t in topics if counts.get(t.name, t.partitions) < t.partitions}
    if grown:
        await admin.create_partitions(grown)


async def end_offsets(bootstrap: str, topics: Sequence[str]) -> dict[Partition, int]:
    """The next offset to be written, by partition."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, client_id="brandmon-offsets")
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, client_id="brandmon-offsets")
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
