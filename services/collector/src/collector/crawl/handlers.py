"""What collector does at a command of the audit saga. Nothing slow: a crawl is a job row that a worker takes up."""

from datetime import datetime

from collector.crawl.keeping import PARTICIPANT
from collector.crawl.queue import crawl_queue
from collector.fetching.addresses import Guard
from collector.fetching.rules.refusals import Refused
from collector.fetching.rules.urls import UrlError, website_address
from collector.shared.store import Document, Store
from common.clock import Clock
from common.contracts.simulator import CancelCrawl, CrawlWebsite
from common.ids import derived_id
from common.mongo import MongoUnit
from common.saga.participant import done, first_reply, refuse
from common.telemetry import current_traceparent

CANCELLED = "The audit was cancelled before the site was read."


async def start_crawl(command: CrawlWebsite, *, unit: MongoUnit, guard: Guard, clock: Clock) -> None:
    """Write the job of this audit's crawl, once; its worker replies at the end."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        store = Store.within(tx)
        crawl_id = derived_id("crawl", command.saga_id)
        job = await store.job(crawl_id)
        if job is not None:
            if job["status"] == "cancelled":
                await refuse(tx, command, PARTICIPANT, reason="cancelled", detail=CANCELLED)
            return  # else it is under way, and its worker will reply
        website = await store.website(command.website_id)
        if website is None:
            await refuse(tx, command, PARTICIPANT, reason="website-unknown", detail="This website is not registered.")
            return
        try:
            url = website_address(command.url)
            guard.check_url(url)
        except (UrlError, Refused) as error:
            await refuse(tx, command, PARTICIPANT, reason=error.reason, detail=str(error))
            return
        fields = {
            "website_id": str(command.website_id),
            "audit_id": str(command.audit_id),
            "url": url,
            "page_limit": command.page_limit,
            "priority": "high",
            "command": command.model_dump(mode="json"),
            "traceparent": current_traceparent(),
        }
        await crawl_queue(tx.db).add(tx, [crawl_id], clock.now(), fields={**fields, **_unread(clock.now())})
        await store.set_website_status(str(command.website_id), "scraping", clock.now())


async def cancel_crawl(command: CancelCrawl, *, unit: MongoUnit, clock: Clock) -> None:
    """Stop this audit's crawl, if there is one; what was collected stays. A later order to crawl then does nothing."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        store = Store.within(tx)
        crawl_id = derived_id("crawl", command.saga_id)
        now, queue = clock.now(), crawl_queue(tx.db)
        if await queue.drop(tx, {"id": crawl_id}, ending={"status": "cancelled", "ended_at": now, "updated_at": now}):
            await _set_back(store, command, clock)
        elif await store.job(crawl_id) is None:
            fields = {"website_id": str(command.website_id), "audit_id": str(command.audit_id), "status": "cancelled"}
            await queue.add(tx, [crawl_id], now, fields={**fields, **_unread(now)})
        job = await store.job(crawl_id)
        await done(tx, command, PARTICIPANT, pages=job["pages"] if job else 0)


def _unread(now: datetime) -> Document:
    """What a crawl's document says before a page was read."""
    return {"pages": 0, "skipped": {}, "created_at": now, "updated_at": now}


async def _set_back(store: Store, command: CancelCrawl, clock: Clock) -> None:
    """A cancelled crawl leaves a website as it was before: read once, or never."""
    website = await store.website(command.website_id)
    if website is not None:
        status = "completed" if website.get("last_scraped_at") else "pending"
        await store.set_website_status(website["_id"], status, clock.now())
