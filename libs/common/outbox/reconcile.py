"""Which committed messages never reached Kafka. They are published again by writing their rows again.

The outbox and the topics are two lists of the same ids. A row is compared once it is old enough to have arrived; found,
it is confirmed, and only confirmed rows are ever pruned. A row that is missing is deleted and inserted in one
transaction: the connector carries the insert like any other, and consumers know the id if it comes twice.

A state is published again only if it is the newest of its key that the outbox has: behind a newer one it would become
the truth of a compacted topic.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.registry import MESSAGES
from common.messaging.envelope import LogRecord, header
from common.messaging.history import History
from common.outbox.connectors.slots import Slot
from common.primitives.clock import Clock
from common.process.telemetry import log

_log = log("outbox")
CLOCKS_DIFFER_BY = timedelta(minutes=2)
STATE_TOPICS = frozenset(topic for topic, message in MESSAGES.items() if message.kind == "state")


class Row(NamedTuple):
    """An outbox row, as far as the comparison needs it."""

    tenant_id: UUID
    id: UUID
    topic: str
    created_at: datetime


class Store(Protocol):
    """A service's outbox over all tenants, as the operations role sees it."""

    async def pending(self, *, before: datetime, most: int, confirmed_too: bool, after: Row | None) -> Sequence[Row]:
        """Rows written ``before``, oldest first, beginning behind ``after``; without ``confirmed_too`` only others."""
        ...

    async def confirm(self, rows: Sequence[Row], at: datetime) -> None:
        """Note that these were seen in Kafka."""
        ...

    async def publish_again(self, rows: Sequence[Row]) -> None:
        """Write these rows anew, in their order; they are unconfirmed then."""
        ...

    async def superseded(self, rows: Sequence[Row]) -> set[UUID]:
        """Those of ``rows``, all of state topics, of whose key a later revision is in the outbox, too."""
        ...

    async def prune(self, *, before: datetime, most: int) -> int:
        """Delete up to ``most`` confirmed rows written ``before``; how many."""
        ...

    async def prune_inbox(self, *, before: datetime, most: int) -> int:
        """Delete up to ``most`` inbox rows handled ``before``; how many."""
        ...

    async def prune_answers(self, *, before: datetime, most: int) -> int:
        """Delete up to ``most`` first answers that were given ``before``; how many."""
        ...

    async def standing(self) -> "OutboxCount":
        """How the outbox stands."""
        ...

    async def slot(self, name: str) -> Slot | None:
        """The replication slot by which the connector reads it; None where the store has none."""
        ...

    async def close(self) -> None:
        """Let go of what this store opened."""
        ...


@dataclass(frozen=True, slots=True)
class OutboxCount:
    """``oldest_unconfirmed``: when the oldest row was written whose message was not seen in Kafka yet."""

    rows: int
    unconfirmed: int
    oldest_unconfirmed: datetime | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a comparison found; ``missing`` were published again."""

    compared: int = 0
    confirmed: int = 0
    missing: int = 0

    def __add__(self, other: "Reconciled") -> "Reconciled":
        return Reconciled(
            self.compared + other.compared, self.confirmed + other.confirmed, self.missing + other.missing
        )


def compare(rows: Iterable[Row], arrived: Iterable[LogRecord], found: set[UUID]) -> None:
    """Add to ``found`` the ids of ``rows`` that are among the ``arrived`` records of their own topic."""
    wanted = {str(row.id): row for row in rows}
    for record in arrived:
        row = wanted.get(header(record, "ce_id") or "")
        if row is not None and row.topic == record.topic:
            found.add(row.id)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Compares one service's outbox with the log. ``grace`` is how long a message may take without being missed."""

    store: Store
    history: Callable[[], History]
    clock: Clock
    grace: timedelta = timedelta(seconds=60)
    batch: int = 20_000

    async def run(self, *, full: bool = False) -> Reconciled:
        """Compare everything that is old enough; ``full``: confirmed rows too, for a broker that lost records."""
        before = self.clock.now() - self.grace
        total, after = Reconciled(), None
        again: set[UUID] = set()
        while rows := await self.store.pending(before=before, most=self.batch, confirmed_too=full, after=after):
            # where the clocks of store and process differ, what was just published again must not be missed again
            total += await self._compare([row for row in rows if row.id not in again], again)
            after = rows[-1]
        if total.missing:
            _log.error("committed messages were missing in the log: published again", missing=total.missing)
        return total

    async def _compare(self, rows: Sequence[Row], again: set[UUID]) -> Reconciled:
        if not rows:
            return Reconciled()
        found: set[UUID] = set()
        since = min(row.created_at for row in rows) - CLOCKS_DIFFER_BY
        async for records in self.history().read(sorted({row.topic for row in rows}), since=since):
            compare(rows, records, found)
        found |= await self._old_news([row for row in rows if row.id not in found])
        seen = [row for row in rows if row.id in found]
        missing = [row for row in rows if row.id not in found]
        if seen:
            await self.store.confirm(seen, self.clock.now())
        if missing:
            await self.store.publish_again(missing)
            again |= {row.id for row in missing}
        return Reconciled(len(rows), len(seen), len(missing))

    async def _old_news(self, missing: Sequence[Row]) -> set[UUID]:
        states = [row for row in missing if row.topic in STATE_TOPICS]
        return await self.store.superseded(states) if states else set()
