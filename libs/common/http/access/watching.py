"""How a process learns of revocations: from Valkey three times a second, and from the log as they are announced.

Either way alone is enough. Valkey says that it is up to date while auth's writer goes on writing; the log, while the
broker answers that there is no more to read. Where neither does, the table grows old, and tokens are believed no more.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta

from prometheus_client import Gauge

from common.contracts.auth import AccessRevoked
from common.http.access.revocations import KEPT_S, Revocation, Revocations
from common.http.access.valkey import AWAY, RevocationSet
from common.messaging.envelope import Record, decode
from common.messaging.log import LogUnavailable
from common.messaging.outcomes import Rejected
from common.primitives.ids import ms_of
from common.process.telemetry import log

_log = log("revocations")
_AGE = Gauge(
    "brandmon_revocations_age_seconds",
    "Seconds since the table of revoked tokens was whole; past 15 not ready, past 60 no token is good.",
)
_ENTRIES = Gauge("brandmon_revocations", "Revocations in the table of this process.")
ASKED_AFTER_S = 0.3
_AGAIN_AFTER_S = 1.0

News = Callable[[datetime], AsyncIterator[Sequence[Record]]]
"""Records of ``auth.access-revoked`` since a moment and then each new one; an empty batch: there is no more now.

``LogUnavailable`` where the broker is away.
"""


class Watch:
    """Keeps ``table`` until it is stopped. ``alive`` is False where it ended by a fault: a restart would help."""

    def __init__(self, table: Revocations, valkey: RevocationSet | None, news: News | None) -> None:
        self.table = table
        self._valkey = valkey
        self._news = news
        self._as_of: str | None = None
        self._tasks: list[asyncio.Task[None]] = []
        _AGE.set_function(lambda: table.age_s)
        _ENTRIES.set_function(lambda: float(len(table)))

    def start(self) -> None:
        """Begin, in the running loop."""
        loops = [self._follow_valkey] * bool(self._valkey) + [self._follow_news] * bool(self._news)
        self._tasks = [asyncio.create_task(each(), name="revocations") for each in loops]

    async def stop(self) -> None:
        """End."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def alive(self) -> bool:
        """Whether it goes on, or has not begun."""
        return not any(task.done() for task in self._tasks)

    async def _follow_valkey(self) -> None:
        assert self._valkey is not None
        away = False
        while True:
            try:
                await self.look(self._valkey)
                away = False
            except AWAY as error:
                if not away:
                    _log.warning("revocations are not read from Valkey now", error=type(error).__name__)
                away = True
            self.table.forget_old(time.time())
            await asyncio.sleep(ASKED_AFTER_S)

    async def look(self, valkey: RevocationSet) -> None:
        """Read once. It is the writer's progress that says that the set is up to date, not that it could be read."""
        reading = await valkey.read()
        self.table.note(reading.revocations)
        if reading.whole and reading.as_of is not None:
            if self._as_of not in (None, reading.as_of):
                self.table.confirmed()
            self._as_of = reading.as_of

    async def _follow_news(self) -> None:
        assert self._news is not None
        while True:
            try:
                async for batch in self._news(datetime.now(UTC) - timedelta(seconds=KEPT_S)):
                    self.hear(batch)
            except (LogUnavailable, OSError) as error:
                _log.warning("revocations are not heard of from the log now", error=type(error).__name__)
            await asyncio.sleep(_AGAIN_AFTER_S)

    def hear(self, batch: Sequence[Record]) -> None:
        """Take in what the log holds; an empty batch says that this was all."""
        if not batch:
            self.table.confirmed()
        self.table.note(each for record in batch for each in _told(record))
        self.table.forget_old(time.time())


def _told(record: Record) -> Sequence[Revocation]:
    """The revocation of a record; none where it can't be read, which one who writes to the topic could bring about."""
    try:
        event = decode(record)
    except Rejected as error:  # the next one must be heard all the same
        _log.error("an announced revocation cannot be read", offset=record.offset, reason=str(error))
        return ()
    return [Revocation(event.subject, ms_of(event.before))] if isinstance(event, AccessRevoked) else ()
