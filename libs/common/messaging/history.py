"""Topics read from their beginning, outside of any group: for rebuilding what was made of them, and for looking."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from common.messaging.envelope import Record


class History(Protocol):
    """What a log still holds of some topics. ``KafkaHistory`` is the broker's."""

    async def begins_at(self, topics: Sequence[str]) -> datetime | None:
        """When the oldest record that is still held was written; what happened earlier can't be read any more.

        None where nothing is held.
        """
        ...

    async def reaches_back(self, topics: Sequence[str]) -> bool:
        """Whether everything that was ever written to the topics is still held. Not for state topics: of a compacted
        topic the newest of each key is held, for ever."""
        ...

    async def waiting(self, topics: Sequence[str]) -> int:
        """How many records a reading from the beginning has before it now."""
        ...

    def read(
        self, topics: Sequence[str], *, since: datetime | None = None, most: int = 5000
    ) -> AsyncIterator[Sequence[Record]]:
        """Every record from the beginning, or ``since`` a moment of the log's own time, to the present end."""
        ...
