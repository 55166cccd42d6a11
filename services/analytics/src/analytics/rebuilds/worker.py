"""Rebuilds as work beside the consumers: an operator asks, the process that holds the engine does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from clickhouse_connect.driver.exceptions import ClickHouseError

from analytics.rebuilds.rebuild import rebuild
from analytics.rebuilds.store import LANE, Status, alone, rebuild_queue
from analytics.shared.clickhouse import ClickHouse
from common.jobs import Job, Lane, LeaseLost, Terms, Worker
from common.messaging.history import History
from common.messaging.log import LogUnavailable
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.stores.erasure.sparing import unerased
from common.stores.postgres import Database

_log = log("rebuild")
POLL_S = 2.0
MOST_ATTEMPTS = 5
LEASE = timedelta(seconds=30)


def rebuild_worker(database: Database, clickhouse: ClickHouse, history: Callable[[], History], clock: Clock) -> Worker:
    """Does one rebuild at a time. On a stop, one under way is left for the next process, which begins it anew."""
    rebuilding = Rebuilding(database, clickhouse, history, clock)
    lane = Lane(LANE, rebuilding.do, rebuilding.give_up, most_attempts=MOST_ATTEMPTS)
    return Worker(rebuild_queue(database), [lane], clock, Terms(LEASE, POLL_S, finish_within_s=0))


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """One rebuild as a job. A fault that is known ends it as ``failed`` with its kind; live facts stay."""

    database: Database
    clickhouse: ClickHouse
    history: Callable[[], History]
    clock: Clock

    async def do(self, job: Job) -> None:
        """Rebuild, unless another process is at it: then later, and it does not count as an attempt."""
        async with alone(self.database) as mine:
            if mine:
                await self._rebuild(job)
                return
        async with self.database.system() as conn:
            later = self.clock.now() + timedelta(seconds=POLL_S)
            await rebuild_queue(self.database).postpone(conn, job, later, {"attempts": job.attempts - 1})

    async def give_up(self, job: Job) -> None:
        """End a rebuild whose processes died of it."""
        await self._end(job, "failed", {"reason": f"begun {job.attempts - 1} times, and never ended"})

    async def _rebuild(self, job: Job) -> None:
        async def tell(records: int, total: int) -> None:
            await self._note(job, records, total)

        await self._note(job, 0, 0)
        try:
            left = partial(unerased, unit=self.database)
            ended = await rebuild(self.clickhouse, self.history(), switch=job.row["switch"], tell=tell, left=left)
        except (ClickHouseError, LogUnavailable, OSError) as error:
            _log.error("a rebuild failed", rebuild=str(job.id), error=type(error).__name__)
            await self._end(job, "failed", {"reason": type(error).__name__})
            return
        _log.info("a rebuild ended", rebuild=str(job.id), outcome=ended.outcome, records=ended.records)
        await self._end(job, ended.outcome, ended.as_row())

    async def _note(self, job: Job, records: int, total: int) -> None:
        async with self.database.system() as conn:
            if not await rebuild_queue(self.database).note(conn, job, {"records": records, "total": total}):
                raise LeaseLost

    async def _end(self, job: Job, status: Status, result: dict[str, object]) -> None:
        ending = {"status": status, "result": result, "ended_at": self.clock.now()}
        async with self.database.system() as conn:
            if not await rebuild_queue(self.database).finish(conn, job, ending):
                raise LeaseLost
