"""The worker that looks after a service's outbox, inbox and first answers."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from prometheus_client import Counter, Gauge
from pymongo.errors import PyMongoError
from sqlalchemy.exc import SQLAlchemyError

from common.contracts.registry import DEAD_LETTER_RETENTION_MS, EVENT_RETENTION_MS
from common.messaging.log import LogUnavailable
from common.outbox.reconcile import Reconciled, Reconciler, Store
from common.process.telemetry import log
from common.stores.keyed import KEPT_FOR

_log = log("housekeeping")

KEEP_OUTBOX = timedelta(hours=24)
KEEP_INBOX = timedelta(milliseconds=EVENT_RETENTION_MS + DEAD_LETTER_RETENTION_MS) + timedelta(days=1)
"""A message can come again as long as its topic keeps it, and once more as long as its dead letter can be replayed."""
PRUNE_MOST = 5000

UNCONFIRMED = Gauge(
    "brandmon_outbox_unconfirmed",
    "Rows whose message was not seen in Kafka yet. Rising: look at the connector (connectors status).",
    ["service"],
)
OLDEST = Gauge(
    "brandmon_outbox_oldest_unconfirmed_seconds",
    "Age of the oldest of them. Above some minutes: the connector stands still, or its slot is lost.",
    ["service"],
)
RETAINED = Gauge(
    "brandmon_slot_retained_bytes",
    "Log that PostgreSQL keeps for the connector. Rising: the connector does not read (connectors status).",
    ["service"],
)
SLOT_SHARE = Gauge(
    "brandmon_slot_share_of_limit",
    "Of what PostgreSQL keeps at most (max_slot_wal_keep_size); 1 or more: the slot is lost. Alarm at 0.25.",
    ["service"],
)
PUBLISHED_AGAIN = Counter(
    "brandmon_outbox_published_again_total",
    "Messages that were missing in Kafka and were published again. Any: find out what lost them.",
    ["service"],
)
FULL_RECONCILIATIONS = Counter(
    "brandmon_outbox_full_reconciliations_total", "Comparisons of everything, after a broker lost records.", ["service"]
)


@dataclass
class Housekeeping:
    """Reconciles and prunes until told to stop; several replicas doing the same are harmless."""

    service: str
    store: Store
    reconciler: Reconciler
    every_s: float = 60.0
    _full: asyncio.Event = field(default_factory=asyncio.Event)
    _was_absent: bool = False
    """Whether the last look found no slot: at a first start the connector comes after the service."""

    async def rolled_back(self) -> None:
        """The broker lost records: everything that is kept is compared, as soon as possible."""
        self._full.set()

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``. Faults of stores and broker are waited out: rows stay as they are meanwhile."""
        while not stopping.is_set():
            try:
                await self.turn()
            except (SQLAlchemyError, PyMongoError, LogUnavailable, OSError) as error:
                _log.warning("the outbox can't be looked after", error=type(error).__name__)
            await self._rest(stopping)

    async def turn(self) -> Reconciled:
        """Compare, prune, and tell how the outbox stands."""
        full = self._full.is_set()
        done = await self.reconciler.run(full=full)
        if full:
            self._full.clear()
            FULL_RECONCILIATIONS.labels(self.service).inc()
        if done.missing:
            PUBLISHED_AGAIN.labels(self.service).inc(done.missing)
        now = self.reconciler.clock.now()
        await _in_small_batches(partial(self.store.prune, before=now - KEEP_OUTBOX, most=PRUNE_MOST))
        await _in_small_batches(partial(self.store.prune_inbox, before=now - KEEP_INBOX, most=PRUNE_MOST))
        await _in_small_batches(partial(self.store.prune_answers, before=now - KEPT_FOR, most=PRUNE_MOST))
        standing = await self.store.standing()
        UNCONFIRMED.labels(self.service).set(standing.unconfirmed)
        oldest = standing.oldest_unconfirmed
        OLDEST.labels(self.service).set((now - oldest).total_seconds() if oldest else 0.0)
        await self._look_at_the_slot()
        return done

    async def _look_at_the_slot(self) -> None:
        slot = await self.store.slot(f"{self.service}_outbox")
        if slot is None:
            return
        RETAINED.labels(self.service).set(slot.retained or 0)
        SLOT_SHARE.labels(self.service).set(1.0 if slot.is_lost else slot.share or 0.0)
        awaited = slot.status == "absent" and not self._was_absent
        self._was_absent = slot.status == "absent"
        told = {"slot": slot.name, "status": slot.status, "retained": slot.retained, "limit": slot.limit}
        if awaited:
            _log.info("the connector has not made its slot yet", **told)
        elif slot.is_alarming:
            _log.error("the connector's slot needs somebody: connectors status, then connectors recover", **told)

    async def _rest(self, stopping: asyncio.Event) -> None:
        waits = [asyncio.create_task(each.wait()) for each in (stopping, self._full)]
        await asyncio.wait(waits, timeout=self.every_s, return_when=asyncio.FIRST_COMPLETED)
        for each in waits:
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each


async def _in_small_batches(prune: Callable[[], Awaitable[int]]) -> None:
    """Others want the table, too: a long deletion would hold up vacuum and fill the log at once."""
    gone = PRUNE_MOST
    while gone == PRUNE_MOST:
        gone = await prune()
        await asyncio.sleep(0.05)
