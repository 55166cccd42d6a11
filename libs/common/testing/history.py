"""A log's history for tests: the topics still hold given events."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from common.contracts.message import Message
from common.messaging.envelope import Record, headers_of
from common.messaging.log import LogUnavailable

_FIRST = 5


@dataclass
class HeldEvents:
    """See ``History``. ``meanwhile`` happens between two batches; ``rubbish`` comes last; ``away``: nobody answers."""

    events: Sequence[Message]
    meanwhile: Callable[[], Awaitable[None]] | None = None
    rubbish: list[Record] = field(default_factory=list)
    whole: bool = True
    away: bool = False

    async def begins_at(self, _topics: Sequence[str]) -> datetime | None:
        """When the oldest event happened."""
        return min((event.occurred_at for event in self.events), default=None)

    async def reaches_back(self, _topics: Sequence[str]) -> bool:
        """As told."""
        return self.whole

    async def waiting(self, _topics: Sequence[str]) -> int:
        """All records."""
        if self.away:
            raise LogUnavailable("nobody answers")
        return len(self.events) + len(self.rubbish)

    async def read(
        self, _topics: Sequence[str], *, since: datetime | None = None, most: int = 5000
    ) -> AsyncIterator[Sequence[Record]]:
        """The records in two batches, whatever ``since`` and ``most`` say."""
        records = [record_of(event, number) for number, event in enumerate(self.events)]
        yield records[:_FIRST]
        if self.meanwhile is not None:
            await self.meanwhile()
        yield [*records[_FIRST:], *self.rubbish]


def record_of(event: Message, offset: int) -> Record:
    """An event as the connector writes it."""
    headers = headers_of(event, event.producer())
    return Record(event.topic, 0, offset, event.key.encode(), event.model_dump_json().encode(), headers)
