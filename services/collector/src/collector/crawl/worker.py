"""Crawls whose jobs wait. A lease says who crawls; when its holder dies, another goes on after the last page kept."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from pymongo.errors import PyMongoError

from collector.crawl.keeping import PageStore, end_with_pages, end_with_refusal, keep_page
from collector.crawl.reader import Crawl, Finished
from collector.crawl.site import ReadPage, Site
from collector.fetching.fetch import Fetcher
from collector.fetching.rules.refusals import Refused
from collector.shared.store import Document, Store, claim
from common.clock import Clock
from common.ids import uuid7
from common.mongo import MongoUnit
from common.telemetry import continue_trace, log, span

_log = log("crawl")

POLL_SECONDS = 0.3
LONGEST_PAUSE = 60.0
MOST_ATTEMPTS = 6
TRANSACTION_TRIES = 6


class LostJob(Exception):  # noqa: N818 - not a fault: the job was cancelled, or another worker has it
    """The job is not this worker's any more."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a crawl works with."""

    unit: MongoUnit
    objects: PageStore
    fetcher: Fetcher
    clock: Clock
    lease: timedelta
    crawl_seconds: float


class CrawlWorker:
    """Takes one job after the other until it is told to stop."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._owner = str(uuid7())

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``; a crawl that is under way then is given back at once."""
        while not stopping.is_set():
            try:
                job = await claim(self._tools.unit.db, self._owner, self._tools.clock.now(), self._tools.lease)
            except PyMongoError as error:
                _log.warning("jobs cannot be read", error=type(error).__name__)
                job = None
            if job is None:
                await _pause(stopping, POLL_SECONDS)
            else:
                await self._work(job, stopping)

    async def _work(self, job: Document, stopping: asyncio.Event) -> None:
        """Run one job beside its heartbeat; whichever ends first ends the other."""
        with (
            structlog.contextvars.bound_contextvars(tenant_id=job["tenant_id"], crawl_id=job["_id"]),
            continue_trace({"traceparent": job.get("traceparent")}),
            span("crawl website", website_id=job["website_id"]),
        ):
            crawl = asyncio.create_task(self._crawl(job))
            beat = asyncio.create_task(self._beat(job))
            stop = asyncio.create_task(stopping.wait())
            await asyncio.wait({crawl, beat, stop}, return_when=asyncio.FIRST_COMPLETED)
            for task in (crawl, beat, stop):
                task.cancel()
            results = await asyncio.gather(crawl, beat, stop, return_exceptions=True)
            await self._after(job, results[0], stopped=stopping.is_set())

    async def _after(self, job: Document, result: Any, *, stopped: bool) -> None:
        """Give the job back where it is not at its end: at once on a stop, later after a fault."""
        if result is None:
            return
        if isinstance(result, LostJob) or (isinstance(result, asyncio.CancelledError) and not stopped):
            _log.info("crawl left to others", pages=job["pages"])
            return
        pause = timedelta(0)
        if not isinstance(result, asyncio.CancelledError):
            pause = timedelta(seconds=min(2.0 ** job["attempts"], LONGEST_PAUSE))
            _log.error("crawl interrupted", error=type(result).__name__, attempts=job["attempts"], exc_info=result)
        try:
            back = {"lease_until": self._tools.clock.now() + pause}
            await self._store(job).update_held_job(job["_id"], self._owner, back)
        except PyMongoError as error:
            _log.warning("lease not given back, it will run out", error=type(error).__name__)

    async def _beat(self, job: Document) -> None:
        """Prolong the lease until it is lost."""
        every = self._tools.lease.total_seconds() / 3
        while True:
            await asyncio.sleep(every)
            try:
                prolonged = {"lease_until": self._tools.clock.now() + self._tools.lease}
                if not await self._store(job).update_held_job(job["_id"], self._owner, prolonged):
                    return
            except PyMongoError as error:
                _log.warning("lease not prolonged", error=type(error).__name__)

    async def _crawl(self, job: Document) -> None:
        if job["attempts"] > MOST_ATTEMPTS:
            fault = Refused("crawl-failed", "The site could not be read because of a fault on our side.")
            await self._transact(job, lambda: end_with_refusal(self._tools, job, self._owner, fault, {}))
            return
        site = Site(self._tools.fetcher)
        crawl = Crawl(job["url"], job["page_limit"], site, self._tools.crawl_seconds)
        finished = [
            Finished(row["asked"], row["url"], row["depth"], row["content_hash"], tuple(row["links"]))
            for row in await self._store(job).snapshots(job["_id"])
        ]
        async with aclosing(crawl.pages(finished)) as pages:
            async for page in pages:
                await self._keep(job, page, crawl)
        skipped = dict(crawl.frontier.skipped)
        if crawl.frontier.pages:
            await self._transact(job, lambda: end_with_pages(self._tools, job, self._owner, crawl.frontier))
        else:
            await self._transact(job, lambda: end_with_refusal(self._tools, job, self._owner, crawl.refusal(), skipped))
        _log.info("crawl ended", pages=crawl.frontier.pages, skipped=skipped)

    async def _keep(self, job: Document, page: ReadPage, crawl: Crawl) -> None:
        await self._transact(job, lambda: keep_page(self._tools, job, self._owner, page, crawl.frontier))

    async def _transact(self, job: Document, attempt: Callable[[], Awaitable[bool]]) -> None:
        """Run a transaction that may be repeated; raises ``LostJob`` where the job was not held."""
        for tries in range(TRANSACTION_TRIES):
            try:
                if not await attempt():
                    raise LostJob(job["_id"])
            except PyMongoError as error:
                passing = error.has_error_label("TransientTransactionError") or error.has_error_label(
                    "UnknownTransactionCommitResult"
                )
                if not passing or tries == TRANSACTION_TRIES - 1:
                    raise
                await asyncio.sleep(0.05 * 2**tries)
            else:
                return

    def _store(self, job: Document) -> Store:
        return Store(self._tools.unit.db, UUID(job["tenant_id"]))


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
