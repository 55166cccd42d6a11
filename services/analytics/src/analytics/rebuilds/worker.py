"""Rebuilds as work beside the consumers: an operator asks, the process that holds the engine does it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from clickhouse_connect.driver.exceptions import ClickHouseError
from sqlalchemy.exc import SQLAlchemyError

from analytics.rebuilds import store
from analytics.rebuilds.rebuild import rebuild
from analytics.rebuilds.store import Job
from analytics.shared.clickhouse import ClickHouse
from common.clock import Clock
from common.messaging.history import History
from common.messaging.log import LogUnavailable
from common.postgres import Database
from common.telemetry import log

_log = log("rebuild")
POLL_S = 2.0


class Rebuilder:
    """The loop. A fault ends a rebuild as ``failed`` with its kind; the live facts are as they were."""

    def __init__(self, database: Database, engine: ClickHouse, history: Callable[[], History], clock: Clock) -> None:
        self._database = database
        self._engine = engine
        self._history = history
        self._clock = clock

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``; a rebuild under way is left for the next process, which begins it anew."""
        while not stopping.is_set():
            turn = asyncio.create_task(self.work())
            stop = asyncio.create_task(stopping.wait())
            await asyncio.wait({turn, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not turn.done():
                turn.cancel()
                with suppress(asyncio.CancelledError):
                    await turn
                return
            try:
                turn.result()
            except (SQLAlchemyError, OSError) as error:
                _log.warning("rebuilds cannot be read", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop, POLL_S)

    async def work(self) -> bool:
        """Do the next rebuild, if one is asked for; whether there was one."""
        async with store.next_job(self._database) as job:
            if job is None:
                return False
            await self._rebuild(job)
            return True

    async def _rebuild(self, job: Job) -> None:
        async def tell(records: int, total: int) -> None:
            await self._note(job.id, records, total)

        await self._note(job.id, 0, 0)
        try:
            ended = await rebuild(self._engine, self._history(), switch=job.switch, tell=tell)
        except (ClickHouseError, LogUnavailable, OSError) as error:
            _log.error("a rebuild failed", rebuild=str(job.id), error=type(error).__name__)
            await self._end(job.id, "failed", {"reason": type(error).__name__})
            return
        _log.info("a rebuild ended", rebuild=str(job.id), outcome=ended.outcome, records=ended.records)
        await self._end(job.id, ended.outcome, ended.as_row())

    async def _note(self, job_id: UUID, records: int, total: int) -> None:
        async with self._database.system() as conn:
            await store.note(conn, job_id, records, total)

    async def _end(self, job_id: UUID, status: store.Status, result: dict[str, object]) -> None:
        async with self._database.system() as conn:
            await store.end(conn, job_id, status, result, self._clock.now())
