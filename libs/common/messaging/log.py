"""The protocol of a log, kept by Kafka in production and by memory in tests: both pass the same test cases."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from common.messaging.envelope import LogRecord


class Partition(NamedTuple):
    """One partition of a topic."""

    topic: str
    number: int


Headers = Sequence[tuple[str, bytes]]


class PositionsLost(Exception):  # noqa: N818 - not an error: somebody else owns the partitions now
    """The group went on without this member: what it handled since its last commit will be handled again."""


class LogUnavailable(Exception):  # noqa: N818 - a state of what is around
    """The log does not answer, or not with what was asked for."""


Partitions = Callable[[frozenset[Partition]], Awaitable[None]]
"""What is awaited when partitions go or come."""


class LetterLog(Protocol):
    """The dead letters of one service: a topic with one partition, read by everybody from its beginning."""

    async def append(self, key: bytes | None, value: bytes, headers: Headers) -> None:
        """Append one record and wait until it is safe."""
        ...

    async def catch_up(self) -> Sequence[LogRecord]:
        """What was appended since the last call, up to the end as it is now; the first call begins at the beginning."""
        ...

    async def read(self, offsets: Sequence[int]) -> Sequence[LogRecord]:
        """The records at ``offsets`` that are still held, in this order."""
        ...

    async def stop(self) -> None:
        """Let go of the connection."""
        ...


class Log(Protocol):
    """A member of a consumer group, and the way to the dead letters."""

    async def start(self, topics: Sequence[str], group: str, *, assigned: Partitions, revoked: Partitions) -> None:
        """Join ``group``; ``revoked`` is awaited before partitions go to another member."""
        ...

    async def fetch(self, *, most: int, wait_s: float) -> Mapping[Partition, Sequence[LogRecord]]:
        """Up to ``most`` records of the partitions that are not paused; empty after ``wait_s`` seconds without any."""
        ...

    async def commit(self, positions: Mapping[Partition, int]) -> None:
        """Keep, per partition, the offset of the next record to read; ``PositionsLost`` where others own them now."""
        ...

    async def committed(self, partition: Partition) -> int | None:
        """What the group has committed of an assigned partition, as the log keeps it."""
        ...

    async def position(self, partition: Partition) -> int:
        """The offset that is fetched next of an assigned partition."""
        ...

    async def ends(self) -> Mapping[Partition, int]:
        """Asked of the log itself: the next offset to be written, by assigned partition."""
        ...

    def pause(self, partitions: Iterable[Partition]) -> None:
        """Fetch nothing from these until they are resumed."""
        ...

    def resume(self, partitions: Iterable[Partition]) -> None:
        """Fetch from these again."""
        ...

    def letters(self, topic: str) -> LetterLog:
        """The dead letters in ``topic``."""
        ...

    async def stop(self) -> None:
        """Leave the group."""
        ...
