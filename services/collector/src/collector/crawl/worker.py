"""Crawls whose jobs wait. A lease says who crawls; when its holder dies, another goes on after the last page kept."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from pymongo.errors import PyMongoError

from collector.crawl.keeping import PageStore, end_with_pages, end_with_refusal, keep_page
from collector.crawl.queue import LANE, crawl_queue
from collector.crawl.reader import Crawl, Finished
from collector.crawl.site import ReadPage, Site
from collector.fetching.fetch import Fetcher
from collector.shared.store import Store
from common.jobs import Job, Lane, LeaseLost, Terms, Worker
from common.jobs.mongo import MongoJobs
from common.outbound.refusals import Refused
from common.primitives.clock import Clock
from common.process.telemetry import log, span
from common.stores.mongo import MongoUnit

_log = log("crawl")

POLL_SECONDS = 0.3
MOST_ATTEMPTS = 6
TRANSACTION_TRIES = 6
FAULT = Refused("crawl-failed", "The site could not be read because of a fault on our side.")


@dataclass(frozen=True, slots=True)
class Tools:
    """What a crawl works with."""

    unit: MongoUnit
    objects: PageStore
    fetcher: Fetcher
    clock: Clock
    lease: timedelta
    crawl_seconds: float

    @property
    def queue(self) -> MongoJobs:
        """Where crawls wait."""
        return crawl_queue(self.unit.db)


def crawl_worker(tools: Tools, at_once: int = 1) -> Worker:
    """Crawls up to ``at_once`` sites side by side, half of them of one organisation: slow sites of one must not keep
    all others waiting. On a stop, a crawl under way is given back at once: nothing is lost
    but the page being read. Attempts are counted from the last page that was kept."""
    lane = Lane(
        LANE, partial(_crawl, tools), partial(_give_up, tools), at_once=at_once, of_a_tenant=max(1, at_once // 2),
        most_attempts=MOST_ATTEMPTS,
    )  # fmt: skip
    return Worker(tools.queue, [lane], tools.clock, Terms(tools.lease, poll_s=POLL_SECONDS, finish_within_s=0))


async def _crawl(tools: Tools, job: Job) -> None:
    with (
        structlog.contextvars.bound_contextvars(crawl_id=str(job.id)),
        span("crawl website", website_id=job.row["website_id"]),
    ):
        await _read_site(tools, job)


async def _read_site(tools: Tools, job: Job) -> None:
    crawl = Crawl(job.row["url"], job.row["page_limit"], Site(tools.fetcher), tools.crawl_seconds)
    finished = [
        Finished(row["asked"], row["url"], row["depth"], row["content_hash"], tuple(row["links"]))
        for row in await Store(tools.unit.db, job.tenant).snapshots(str(job.id))
    ]
    async with aclosing(crawl.pages(finished)) as pages:
        async for page in pages:
            await _keep(tools, job, page, crawl)
    skipped = dict(crawl.frontier.skipped)
    if crawl.frontier.pages:
        await _transact(lambda: end_with_pages(tools, job, crawl.frontier))
    else:
        await _transact(lambda: end_with_refusal(tools, job, crawl.refusal(), skipped))
    _log.info("crawl ended", pages=crawl.frontier.pages, skipped=skipped)


async def _keep(tools: Tools, job: Job, page: ReadPage, crawl: Crawl) -> None:
    await _transact(lambda: keep_page(tools, job, page, crawl.frontier))


async def _give_up(tools: Tools, job: Job) -> None:
    await _transact(lambda: end_with_refusal(tools, job, FAULT, {}))


async def _transact(attempt: Callable[[], Awaitable[bool]]) -> None:
    """Run a transaction that may be repeated; raises ``LeaseLost`` where the job was not held."""
    for tries in range(TRANSACTION_TRIES):
        try:
            if not await attempt():
                raise LeaseLost
        except PyMongoError as error:
            passing = error.has_error_label("TransientTransactionError") or error.has_error_label(
                "UnknownTransactionCommitResult"
            )
            if not passing or tries == TRANSACTION_TRIES - 1:
                raise
            await asyncio.sleep(0.05 * 2**tries)
        else:
            return
