"""What is kept of a crawl: each page as it is read, and how the crawl ended. Every function is one transaction.

They give False where the job is not held any more (cancelled, or taken over): nothing is written then. Running one
again after an unknown outcome changes nothing: ids are derived, and the outbox announces each of them once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from collector.crawl.rules import Frontier
from collector.crawl.site import ReadPage
from collector.fetching.rules.urls import url_hash
from collector.pages.objects import PageKeys
from collector.shared.store import Document, Store
from collector.websites.state import set_status
from common.contracts.collector import PageScraped, WebsiteScraped
from common.contracts.collector.page_scraped import TEXT_LIMIT_BYTES
from common.contracts.simulator import CrawlWebsite
from common.contracts.simulator.audit_results import CrawlResult
from common.contracts.vocabulary import WebsiteStatus
from common.jobs import Job
from common.jobs.mongo import MongoJobs
from common.outbound import refusals
from common.primitives.clock import Clock
from common.primitives.ids import derived_id
from common.saga.participant import Done, Refused, reply
from common.stores.mongo import MongoUnit

LINKS_KEPT = 2000


class PageStore(Protocol):
    """A place for the bodies of pages; ``PageObjects`` is the one in S3."""

    async def put(self, keys: PageKeys, *, raw: bytes, content_type: str, text: str, metadata: dict[str, Any]) -> None:
        """See ``PageObjects.put``."""
        ...

    async def forget(self, tenant_id: UUID, website_id: UUID) -> None:
        """See ``PageObjects.forget``."""
        ...

    async def forget_all(self, tenant_id: UUID) -> None:
        """See ``PageObjects.forget_all``."""
        ...


class Keeping(Protocol):
    """The tools that keeping needs."""

    @property
    def unit(self) -> MongoUnit:
        """Transactions."""
        ...

    @property
    def queue(self) -> MongoJobs:
        """Where the crawl's job is."""
        ...

    @property
    def objects(self) -> PageStore:
        """The bucket."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def lease(self) -> timedelta:
        """How long a sign of life holds."""
        ...


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one page of one crawl."""

    tenant: UUID
    website: UUID
    crawl: UUID
    page: UUID

    @classmethod
    def of(cls, job: Job, url: str) -> "Ids":
        """Derived from website and address: the same page has the same id in every crawl."""
        website = UUID(job.row["website_id"])
        return cls(job.tenant, website, job.id, derived_id("page", website, url_hash(url)))


def clipped(text: str, limit: int = TEXT_LIMIT_BYTES) -> str:
    """``text`` cut to at most ``limit`` bytes of UTF-8, at the border of a character."""
    return text.encode()[:limit].decode("utf-8", "ignore")


async def keep_page(tools: Keeping, job: Job, page: ReadPage, frontier: Frontier) -> bool:
    """Store the page's objects, then, in one transaction, its document, its snapshot and ``PageScraped``."""
    now = tools.clock.now()
    ids = Ids.of(job, page.answer.url)
    keys = PageKeys.of(ids.tenant, ids.website, ids.page)
    await tools.objects.put(
        keys,
        raw=page.answer.body,
        content_type=page.answer.content_type,
        text=page.extracted.text,
        metadata=_metadata(page, ids, now),
    )
    kept = await _keep_row(tools, job, page, frontier, now)
    if not kept and await Store(tools.unit.db, ids.tenant).website(ids.website) is None:
        await tools.objects.forget(ids.tenant, ids.website)  # the website was deleted while its page was being put
    return kept


async def _keep_row(tools: Keeping, job: Job, page: ReadPage, frontier: Frontier, now: datetime) -> bool:
    ids = Ids.of(job, page.answer.url)
    keys, text = PageKeys.of(ids.tenant, ids.website, ids.page), clipped(page.extracted.text)
    async with tools.unit.begin(ids.tenant) as tx:
        store = Store.within(tx)
        progress = {
            "pages": frontier.pages, "skipped": dict(frontier.skipped), "attempts": 0,
            "lease_until": now + tools.lease, "updated_at": now,
        }  # fmt: skip
        if not await tools.queue.note(tx, job, progress):
            return False
        await store.upsert_page(ids.page, _page_row(page, ids, keys, text, now), now)
        await store.keep_snapshot(
            derived_id("snapshot", ids.crawl, ids.page), _snapshot_row(page, ids, frontier.pages, now), now
        )
        tx.emit(_page_scraped(page, ids, keys, text, job.row["audit_id"], frontier.pages))
    return True


def _metadata(page: ReadPage, ids: Ids, now: datetime) -> dict[str, Any]:
    found = page.extracted
    return {
        "url": page.answer.url,
        "website_id": str(ids.website),
        "crawl_id": str(ids.crawl),
        "scraped_at": now.isoformat(),
        "http_status": page.answer.status,
        "content_type": page.answer.content_type,
        "title": found.title,
        "meta_description": found.meta_description,
        "headings": found.headings,
        "language": found.language,
        "page_type": found.page_type,
        "word_count": found.word_count,
        "content_hash": page.content_hash,
        "links": found.links,
        "needs_browser": found.needs_browser,
        "structure": found.structure.model_dump(mode="json"),
    }


def _page_row(page: ReadPage, ids: Ids, keys: PageKeys, text: str, now: datetime) -> Document:
    found = page.extracted
    return {
        "website_id": str(ids.website),
        "crawl_id": str(ids.crawl),
        "url": page.answer.url,
        "url_hash": url_hash(page.answer.url),
        "title": found.title,
        "meta_description": found.meta_description,
        "headings": list(found.headings),
        "excerpt": found.excerpt,
        "content_text": text,
        "content_html_path": keys.raw,
        "content_text_path": keys.text,
        "content_hash": page.content_hash,
        "word_count": found.word_count,
        "language": found.language,
        "page_type": found.page_type,
        "needs_browser": found.needs_browser,
        "http_status": page.answer.status,
        "scraped_at": now,
    }


def _snapshot_row(page: ReadPage, ids: Ids, position: int, now: datetime) -> Document:
    found = page.extracted
    return {
        "crawl_id": str(ids.crawl),
        "website_id": str(ids.website),
        "page_id": str(ids.page),
        "asked": page.asked,
        "url": page.answer.url,
        "depth": page.depth,
        "position": position,
        "content_hash": page.content_hash,
        "title": found.title,
        "word_count": found.word_count,
        "page_type": found.page_type,
        "links": [] if found.nofollow else list(found.links[:LINKS_KEPT]),
        "scraped_at": now,
    }


def _page_scraped(
    page: ReadPage, ids: Ids, keys: PageKeys, text: str, audit_id: str | None, position: int
) -> PageScraped:
    found = page.extracted
    return PageScraped(
        id=derived_id("page-scraped", ids.crawl, ids.page),
        tenant_id=ids.tenant,
        website_id=ids.website,
        crawl_id=ids.crawl,
        audit_id=UUID(audit_id) if audit_id else None,
        page_id=ids.page,
        url=page.answer.url,
        title=found.title,
        meta_description=found.meta_description,
        headings=found.headings,
        text=text,
        text_truncated=text != found.text,
        text_object=keys.text,
        language=found.language,
        page_type=found.page_type,
        word_count=found.word_count,
        position=position,
        structure=found.structure,
        needs_browser=found.needs_browser,
    )


def _ended(status: str, frontier_pages: int, skipped: dict[str, int], now: datetime) -> Document:
    return {
        "status": status, "pages": frontier_pages, "skipped": skipped,
        "ended_at": now, "updated_at": now,
    }  # fmt: skip


async def end_with_pages(tools: Keeping, job: Job, frontier: Frontier) -> bool:
    """The crawl is done: ``WebsiteScraped``, and the saga's reply."""
    now, tenant = tools.clock.now(), job.tenant
    skipped = dict(frontier.skipped)
    async with tools.unit.begin(tenant) as tx:
        end = _ended("done", frontier.pages, skipped, now)
        end["skipped_urls"] = [{"url": url, "reason": reason} for url, reason in frontier.skipped_urls]
        if not await tools.queue.finish(tx, job, end):
            return False
        await set_status(tx, job.row["website_id"], "completed", now, last_scraped_at=now)
        tx.emit(
            WebsiteScraped(
                id=derived_id("website-scraped", job.id),
                tenant_id=tenant,
                website_id=UUID(job.row["website_id"]),
                crawl_id=job.id,
                audit_id=UUID(job.row["audit_id"]) if job.row["audit_id"] else None,
                pages=frontier.pages,
                skipped=skipped,
            )
        )
        command = CrawlWebsite.model_validate(job.row["command"])
        result = CrawlResult(crawl_id=job.id, pages=frontier.pages, skipped=skipped)
        await reply(tx, command, Done(result))
    return True


async def end_with_refusal(tools: Keeping, job: Job, refusal: refusals.Refused, skipped: dict[str, int]) -> bool:
    """The crawl came to nothing: the reason is kept, and given to the saga."""
    now = tools.clock.now()
    async with tools.unit.begin(job.tenant) as tx:
        store = Store.within(tx)
        end = {**_ended("refused", 0, skipped, now), "reason": refusal.reason, "detail": refusal.detail}
        if not await tools.queue.finish(tx, job, end):
            return False
        website = await store.website(UUID(job.row["website_id"]))
        status: WebsiteStatus = "completed" if website and website.get("last_scraped_at") else "failed"
        await set_status(tx, job.row["website_id"], status, now)
        command = CrawlWebsite.model_validate(job.row["command"])
        await reply(tx, command, Refused(refusal.reason, refusal.detail))
    return True
