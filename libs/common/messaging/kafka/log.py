"""A member of a consumer group on Kafka; aiokafka's unsafe defaults are changed here, once."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError

from common.messaging.envelope import LogRecord
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.letters import KafkaLetters
from common.messaging.log import LogUnavailable, Partition, Partitions, PositionsLost


@dataclass(frozen=True, slots=True)
class Membership:
    """How a member behaves in its group.

    ``instance_id`` makes it a static member (KIP-345): restarted under the same id within the session time-out it
    gets its partitions back without a rebalance, at once even after a crash. Every member needs an id of its own.
    Fetches are small on purpose: with 4 MiB a partition a backlog took a third more memory, and an eighth fewer
    messages were handled per processor second.
    """

    instance_id: str | None = None
    session_timeout_s: float = 10.0
    heartbeat_interval_s: float = 2.0
    fetch_wait_s: float = 0.5
    partition_fetch_bytes: int = 1024 * 1024
    fetch_bytes: int = 8 * 1024 * 1024


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, assigned: Partitions, revoked: Partitions) -> None:
        self._assigned = assigned
        self._revoked = revoked

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        await self._revoked(_own(revoked))

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        await self._assigned(_own(assigned))


def _own(partitions: Iterable[TopicPartition]) -> frozenset[Partition]:
    return frozenset(Partition(each.topic, each.partition) for each in partitions)


class KafkaLog:
    """See ``Log``."""

    def __init__(self, bootstrap: str, *, client_id: str, membership: Membership | None = None) -> None:
        self._bootstrap = bootstrap
        self._client_id = client_id
        self._membership = membership or Membership()
        self._consumer: AIOKafkaConsumer | None = None

    @property
    def _member(self) -> AIOKafkaConsumer:
        if self._consumer is None:
            raise RuntimeError("the log was not started")
        return self._consumer

    async def start(self, topics: Sequence[str], group: str, *, assigned: Partitions, revoked: Partitions) -> None:
        """See ``Log``."""
        how = self._membership
        self._consumer = AIOKafkaConsumer(
            **driver_options(self._bootstrap),
            client_id=self._client_id,
            group_id=group,
            group_instance_id=how.instance_id,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            session_timeout_ms=int(how.session_timeout_s * 1000),
            heartbeat_interval_ms=int(how.heartbeat_interval_s * 1000),
            max_poll_interval_ms=300_000,
            rebalance_timeout_ms=30_000,
            fetch_max_wait_ms=int(how.fetch_wait_s * 1000),
            max_partition_fetch_bytes=how.partition_fetch_bytes,
            fetch_max_bytes=how.fetch_bytes,
        )
        self._consumer.subscribe(topics=list(topics), listener=_Rebalances(assigned, revoked))
        await self._consumer.start()

    async def fetch(self, *, most: int, wait_s: float) -> Mapping[Partition, Sequence[LogRecord]]:
        """See ``Log``. The driver's records are passed through: they have the fields of ours. Its partitions do not."""
        found = await self._member.getmany(timeout_ms=int(wait_s * 1000), max_records=most)
        return {Partition(*at): records for at, records in found.items()}

    async def commit(self, positions: Mapping[Partition, int]) -> None:
        """See ``Log``."""
        offsets = {TopicPartition(*at): offset for at, offset in positions.items()}
        try:
            await self._member.commit(offsets)
        except (CommitFailedError, IllegalStateError) as error:
            raise PositionsLost(type(error).__name__) from error

    async def committed(self, partition: Partition) -> int | None:
        """See ``Log``."""
        offset: int | None = await self._member.committed(TopicPartition(*partition))
        return offset

    async def position(self, partition: Partition) -> int:
        """See ``Log``. ``LogUnavailable`` where it is not known: the partition may just have gone."""
        try:
            offset: int = await asyncio.wait_for(self._member.position(TopicPartition(*partition)), 10)
        except (KafkaError, TimeoutError) as error:
            raise LogUnavailable(type(error).__name__) from error
        return offset

    async def ends(self) -> Mapping[Partition, int]:
        """See ``Log``. ``LogUnavailable`` where the broker does not answer."""
        own = self._member.assignment()
        if not own:
            return {}
        try:
            found = await asyncio.wait_for(self._member.end_offsets(own), 30)
        except (KafkaError, TimeoutError) as error:
            raise LogUnavailable(type(error).__name__) from error
        return {Partition(at.topic, at.partition): offset for at, offset in found.items()}

    def _assigned(self, partitions: Iterable[Partition]) -> list[TopicPartition]:
        own = self._member.assignment()
        return [each for at in partitions if (each := TopicPartition(*at)) in own]

    def pause(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        if own := self._assigned(partitions):
            self._member.pause(*own)

    def resume(self, partitions: Iterable[Partition]) -> None:
        """See ``Log``."""
        if own := self._assigned(partitions):
            self._member.resume(*own)

    def letters(self, topic: str) -> KafkaLetters:
        """See ``Log``."""
        return KafkaLetters(self._bootstrap, topic, client_id=self._client_id)

    async def stop(self) -> None:
        """See ``Log``."""
        if self._consumer is not None:
            await self._consumer.stop()
