"""The protocol of a log, kept by Kafka in production and by memory in tests: both pass the same test cases."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from common.messaging.envelope import Record


class Partition(NamedTuple):
    """One partition of a topic."""

    topic: str
    number: int


class PositionsLost(Exception):  # noqa: N818 - not an error: somebody else owns the partitions now
    """The group went on without this member: what it handled since its last commit will be handled again."""


class LogUnavailable(Exception):  # noqa: N818 - a state of what is around
    """The log does not answer, or not with what was asked for."""


Revoked = Callable[[frozenset[Partition]], Awaitable[None]]


class Log(Protocol):
    """A member of a consumer group, and a way to lay aside what must be rejected."""

    async def start(self, topics: Sequence[str], group: str, revoked: Revoked) -> None:
        """Join ``group``; ``revoked`` is awaited before partitions go to another member."""
        ...

    async def fetch(self, *, most: int, wait_s: float) -> Mapping[Partition, Sequence[Record]]:
        """Up to ``most`` records of the partitions that are not paused; empty after ``wait_s`` seconds without any."""
        ...

    async def commit(self, positions: Mapping[Partition, int]) -> None:
        """Keep, per partition, the offset of the next record to read; ``PositionsLost`` where others own them now."""
        ...

    def pause(self, partitions: Iterable[Partition]) -> None:
        """Fetch nothing from these until they are resumed."""
        ...

    def resume(self, partitions: Iterable[Partition]) -> None:
        """Fetch from these again."""
        ...

    async def lag(self) -> int:
        """Records in the assigned partitions that are not yet committed."""
        ...

    async def publish(self, topic: str, key: bytes | None, value: bytes, headers: Mapping[str, bytes]) -> None:
        """Append one record and wait until it is safe; only dead letters leave this way."""
        ...

    async def stop(self) -> None:
        """Leave the group."""
        ...
