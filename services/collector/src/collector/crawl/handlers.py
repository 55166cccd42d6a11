"""What collector does at a command of a saga. Nothing slow: a crawl is a job row that a worker takes up."""

from datetime import datetime
from uuid import UUID

from collector.crawl.queue import crawl_queue
from collector.fetching.rules.urls import UrlError, website_address
from collector.shared.store import Document, Store
from collector.websites.state import set_status
from common.contracts.simulator import CancelCrawl, CrawlWebsite
from common.contracts.simulator.audit_results import StoppedCrawlResult
from common.contracts.vocabulary import WebsiteStatus
from common.outbound import refusals
from common.outbound.addresses import Guard
from common.primitives.clock import Clock
from common.primitives.ids import derived_id
from common.process.telemetry import current_traceparent
from common.saga.participant import Done, Refused, Working, takes_part
from common.stores.mongo import MongoTx

_CANCELLED = Refused("cancelled", "The audit was cancelled before the site was read.")
_UNKNOWN = Refused("website-unknown", "This website is not registered.")


@takes_part(undo=CancelCrawl, late=_CANCELLED)
async def start_crawl(command: CrawlWebsite, tx: MongoTx, *, guard: Guard, clock: Clock) -> Refused | Working:
    """Write the job of this audit's crawl, once; its worker replies at the end."""
    store, crawl_id = Store.within(tx), _crawl_of(command)
    job = await store.job(crawl_id)
    if job is not None:
        return _CANCELLED if job["status"] == "cancelled" else Working()
    if await store.website(command.website_id) is None:
        return _UNKNOWN
    try:
        url = website_address(command.url)
        guard.check_url(url)
    except (UrlError, refusals.Refused) as error:
        return Refused(error.reason, str(error))
    await _begin(tx, command, url, clock)
    return Working()


async def _begin(tx: MongoTx, command: CrawlWebsite, url: str, clock: Clock) -> None:
    fields = {
        "website_id": str(command.website_id),
        "audit_id": str(command.audit_id),
        "url": url,
        "page_limit": command.page_limit,
        "priority": "high",
        "command": command.model_dump(mode="json"),
        "traceparent": current_traceparent(),
    }
    now = clock.now()
    await crawl_queue(tx.db).add(tx, [_crawl_of(command)], now, fields={**fields, **_unread(now)})
    await set_status(tx, str(command.website_id), "scraping", now)


@takes_part()
async def cancel_crawl(command: CancelCrawl, tx: MongoTx, *, clock: Clock) -> Done:
    """Stop this audit's crawl, if there is one; what was collected stays. A later order to crawl then does nothing."""
    store, crawl_id, now, queue = Store.within(tx), _crawl_of(command), clock.now(), crawl_queue(tx.db)
    if await queue.drop(tx, {"id": crawl_id}, ending={"status": "cancelled", "ended_at": now, "updated_at": now}):
        await _set_back(tx, command, clock)
    elif await store.job(crawl_id) is None and await store.website(command.website_id) is not None:
        fields = {"website_id": str(command.website_id), "audit_id": str(command.audit_id), "status": "cancelled"}
        await queue.add(tx, [crawl_id], now, fields={**fields, **_unread(now)})
    job = await store.job(crawl_id)
    return Done(StoppedCrawlResult(pages=job["pages"] if job else 0))


def _unread(now: datetime) -> Document:
    """What a crawl's document says before a page was read."""
    return {"pages": 0, "skipped": {}, "created_at": now, "updated_at": now}


async def _set_back(tx: MongoTx, command: CancelCrawl, clock: Clock) -> None:
    """A cancelled crawl leaves a website as it was before: read once, or never."""
    website = await Store.within(tx).website(command.website_id)
    if website is not None:
        status: WebsiteStatus = "completed" if website.get("last_scraped_at") else "pending"
        await set_status(tx, website["_id"], status, clock.now())


def _crawl_of(command: CrawlWebsite | CancelCrawl) -> UUID:
    """One audit has one crawl, and a cancel that finds no job leaves a cancelled one: of a start and a cancel that are
    handled side by side the second meets a write conflict, is tried again, and finds what the first left."""
    return derived_id("crawl", command.saga_id)
