"""Of states that are missing in the log the newest is published again; what is behind a newer one is old news."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.contracts.collector import WebsiteRegistered, WebsiteState
from common.messaging.envelope import Record
from common.outbox.reconcile import Reconciler, Row
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass
class OneOutbox:
    """A store whose rows were all written an hour ago."""

    rows: list[Row]
    old_news: set[UUID]
    asked: list[Row] = field(default_factory=list)
    confirmed: set[UUID] = field(default_factory=set)
    again: list[UUID] = field(default_factory=list)

    async def pending(self, *, after: Row | None, **_: Any) -> Sequence[Row]:
        return [] if after else self.rows

    async def superseded(self, rows: Sequence[Row]) -> set[UUID]:
        self.asked += rows
        return self.old_news & {row.id for row in rows}

    async def confirm(self, rows: Sequence[Row], at: datetime) -> None:
        self.confirmed |= {row.id for row in rows}

    async def publish_again(self, rows: Sequence[Row]) -> None:
        self.again += [row.id for row in rows]


@dataclass
class Held:
    """A log that holds these ids."""

    records: list[Record]

    async def read(self, topics: Sequence[str], **_: Any) -> AsyncIterator[list[Record]]:
        yield self.records


def _row(topic: str) -> Row:
    return Row(uuid7(), uuid7(), topic, NOW - timedelta(hours=1))


async def test_only_the_newest_of_the_missing_states_is_published_again() -> None:
    older, newest, there = (_row(WebsiteState.topic) for _ in range(3))
    event = _row(WebsiteRegistered.topic)
    record = Record(there.topic, 0, 0, b"k", b"{}", [("ce_id", str(there.id).encode())])
    store: Any = OneOutbox([older, newest, there, event], {older.id, event.id})
    history: Any = Held([record])
    done = await Reconciler(store, lambda: history, ManualClock(NOW)).run()
    assert store.confirmed == {older.id, there.id}
    assert store.again == [newest.id, event.id], "an event is never old news"
    assert [row.id for row in store.asked] == [older.id, newest.id]
    assert (done.confirmed, done.missing) == (2, 2)
