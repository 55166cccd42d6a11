"""The crawl as a step of the audit saga: commands in, pages and a reply out, on a real MongoDB."""

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from collector.crawl.keeping import keep_page
from collector.crawl.queue import LANE, crawl_queue
from collector.crawl.reader import Crawl
from collector.crawl.site import Site
from collector.crawl.worker import Tools
from collector.fetching.fetch import Fetcher, Pacer
from common.contracts.collector import PageScraped, WebsiteScraped
from common.contracts.simulator import CancelCrawl, CrawlWebsite
from common.outbound.addresses import connection_pool
from common.primitives.clock import SystemClock
from common.primitives.ids import derived_id, uuid7

from .service import Service, small_site

pytestmark = pytest.mark.engines


async def test_a_crawl_keeps_every_page_announces_it_and_replies(service: Service) -> None:
    names = small_site(service.site)
    audit = uuid7()
    assert await service.handle(service.crawl(audit)) == []
    assert await service.website_status() == "scraping"
    await service.work(service.replied)
    scraped = await service.announced(PageScraped)
    assert sorted(event.url.removeprefix(service.site.url) for event in scraped) == sorted(names)
    assert sorted(event.position for event in scraped) == [1, 2, 3, 4, 5, 6]
    assert {event.audit_id for event in scraped} == {audit}
    assert all(event.text and event.word_count and event.language == "en" for event in scraped)
    assert all(event.structure and event.structure.outline for event in scraped)
    (ended,) = await service.announced(WebsiteScraped)
    assert ended.pages == 6
    (reply,) = await service.replies()
    assert reply.outcome == "done"
    assert reply.step == "crawl"
    assert reply.result["pages"] == 6
    assert reply.result["crawl_id"] == str(ended.crawl_id)
    assert await service.website_status() == "completed"
    assert (await service.job(audit))["status"] == "done"


async def test_a_page_is_stored_as_document_snapshot_and_three_objects_of_its_tenant(service: Service) -> None:
    small_site(service.site, pages=1)
    await service.handle(service.crawl(uuid7()))
    await service.work(service.replied)
    (page,) = await service.unit.db["pages"].find().to_list()
    (snapshot,) = await service.unit.db["page_snapshots"].find().to_list()
    folder = f"{service.tenant}/scraped-content/{service.website}/{page['_id']}"
    assert set(service.objects.kept) == {f"{folder}/{name}" for name in ("raw.html", "cleaned.txt", "metadata.json")}
    assert b"<main>" in service.objects.kept[page["content_html_path"]]
    assert service.objects.kept[f"{folder}/cleaned.txt"].decode() == page["content_text"]
    assert json.loads(service.objects.kept[f"{folder}/metadata.json"])["url"] == page["url"]
    assert page["tenant_id"] == snapshot["tenant_id"] == str(service.tenant)
    assert len(page["url_hash"]) == 64
    assert snapshot["page_id"] == page["_id"]


async def test_keeping_a_page_again_after_an_unknown_outcome_changes_nothing(service: Service) -> None:
    small_site(service.site, pages=1)
    await service.handle(service.crawl(uuid7()))
    (job,) = await crawl_queue(service.unit.db).claim(LANE, 1, datetime.now(UTC), timedelta(seconds=30))
    guard = service.guard
    fetcher = Fetcher(connection_pool(guard), guard, user_agent="test", pacer=Pacer(0))
    tools = Tools(service.unit, service.objects, fetcher, SystemClock(), timedelta(seconds=30), 60)
    crawl = Crawl(job.row["url"], 5, Site(fetcher), 60)
    page = await anext(crawl.pages())
    for _ in range(2):
        assert await keep_page(tools, job, page, crawl.frontier)
    assert not await keep_page(tools, replace(job, token=uuid7()), page, crawl.frontier)
    await fetcher.close()
    assert len(await service.announced(PageScraped)) == 1
    assert await service.unit.db["pages"].count_documents({}) == 1
    assert await service.unit.db["page_snapshots"].count_documents({}) == 1


async def test_text_beyond_the_limit_travels_by_its_key(service: Service) -> None:
    service.site.page("/", text="Wörter über Wörter. " * 4000)
    await service.handle(service.crawl(uuid7()))
    await service.work(service.replied)
    (event,) = await service.announced(PageScraped)
    assert event.text_truncated
    assert 64 * 1024 - 4 < len(event.text.encode()) <= 64 * 1024
    assert len(service.objects.kept[event.text_object]) > 64 * 1024
    assert len(event.model_dump_json().encode()) < 200_000


async def test_a_second_crawl_gives_the_same_pages_new_versions_and_keeps_both_snapshots(service: Service) -> None:
    small_site(service.site, pages=2)
    for count in (1, 2):
        await service.handle(service.crawl(uuid7()))
        await service.work(lambda count=count: _at_least(service, count))  # type: ignore[misc]
    assert await service.unit.db["pages"].count_documents({}) == 2
    assert await service.unit.db["page_snapshots"].count_documents({}) == 4
    assert len({event.page_id for event in await service.announced(PageScraped)}) == 2


async def _at_least(service: Service, count: int) -> bool:
    return len(await service.replies()) >= count


@pytest.mark.parametrize(
    ("robots", "home", "reason"),
    [("User-agent: *\nDisallow: /", 200, "robots-forbids-all"), ("", 404, "no-page-readable")],
)
async def test_a_crawl_that_comes_to_nothing_is_refused_with_its_reason(
    service: Service, reply: Any, robots: str, home: int, reason: str
) -> None:
    service.site.replies["/robots.txt"] = reply(robots, headers={"Content-Type": "text/plain"})
    service.site.replies["/"] = reply("<p>text", status=home)
    audit = uuid7()
    await service.handle(service.crawl(audit))
    await service.work(service.replied)
    (answer,) = await service.replies()
    assert answer.outcome == "refused"
    assert answer.reason == reason
    assert (answer.detail or "").endswith(".")
    assert await service.website_status() == "failed"
    assert (await service.job(audit))["reason"] == reason
    assert await service.announced(WebsiteScraped) == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"url": "http://127.0.0.1:6379/"}, "port-not-allowed"), ({"url": "nonsense"}, "not-a-url"),
     ({"website_id": uuid7()}, "website-unknown"), ({"tenant_id": uuid7()}, "website-unknown")],
)  # fmt: skip
async def test_a_command_that_cannot_be_carried_out_is_refused_at_once(
    service: Service, more: dict[str, Any], reason: str
) -> None:
    assert await service.handle(service.crawl(uuid7(), **more)) == []
    (answer,) = await service.replies()
    assert (answer.outcome, answer.reason) == ("refused", reason)
    assert await service.unit.db["crawl_jobs"].count_documents({}) == 0


async def test_a_redelivered_command_starts_one_crawl(service: Service) -> None:
    small_site(service.site, pages=2)
    command = service.crawl(uuid7())
    await service.handle(command, command)
    await service.handle(command)
    await service.work(service.replied)
    assert len(await service.replies()) == 1
    assert service.site.asked.count("/p0") == 1


async def test_a_repeated_command_gets_the_first_reply_again(service: Service) -> None:
    small_site(service.site, pages=2)
    audit = uuid7()
    await service.handle(service.crawl(audit), service.crawl(audit))
    await service.work(service.replied)
    await service.handle(again := service.crawl(audit))
    first, second = await service.replies()
    assert second.command_id == again.id
    assert second.result == first.result
    assert service.site.asked.count("/p0") == 1


async def test_a_cancelled_crawl_stops_keeps_its_pages_and_is_not_replied_to(service: Service) -> None:
    names = small_site(service.site, pages=15)
    slow_down(service.site, names, 0.1)
    audit = uuid7()
    await service.handle(service.crawl(audit))

    async def some_pages() -> bool:
        if (await service.job(audit))["pages"] < 2:
            return False
        await service.handle(service.cancel(audit))
        return True

    await service.work(some_pages)
    kept = len(await service.announced(PageScraped))
    assert 2 <= kept < 15
    (reply,) = await service.replies()
    assert reply.command == CancelCrawl.type_name()
    assert (reply.outcome, reply.result["pages"]) == ("done", kept)
    assert await service.website_status() == "pending"
    asked = len(service.site.asked)
    await service.work(lambda: _later(0.5))
    assert len(service.site.asked) == asked
    assert await service.unit.db["pages"].count_documents({}) == kept


def slow_down(site: Any, names: list[str], seconds: float) -> None:
    """Let the site take its time over these pages."""
    for name in names:

        def late(_path: str, scripted: Any = site.replies[name]) -> Any:
            time.sleep(seconds)
            return scripted

        site.replies[name] = late


_started: dict[str, float] = {}


async def _later(seconds: float) -> bool:
    loop = asyncio.get_running_loop()
    began = _started.setdefault(f"{id(asyncio.current_task())}", loop.time())
    return loop.time() - began > seconds


async def test_a_cancellation_that_comes_first_keeps_the_crawl_from_starting(service: Service) -> None:
    small_site(service.site)
    audit = uuid7()
    await service.handle(service.cancel(audit))
    await service.handle(service.cancel(audit))
    await service.handle(service.crawl(audit))
    outcomes = [(reply.command, reply.outcome, reply.reason) for reply in await service.replies()]
    undone = (CancelCrawl.type_name(), "done", None)
    assert outcomes == [undone, undone, (CrawlWebsite.type_name(), "refused", "cancelled")]
    await service.work(lambda: _later(0.5))
    assert service.site.asked == []


async def test_cancelling_what_is_done_changes_nothing(service: Service) -> None:
    small_site(service.site, pages=2)
    audit = uuid7()
    await service.handle(service.crawl(audit))
    await service.work(service.replied)
    await service.handle(service.cancel(audit))
    assert (await service.job(audit))["status"] == "done"
    assert await service.website_status() == "completed"
    assert [reply.outcome for reply in await service.replies()] == ["done", "done"]


async def test_a_fault_on_our_side_is_tried_again_without_asking_for_pages_anew(service: Service) -> None:
    small_site(service.site, pages=3)
    service.objects.fails = 1
    await service.handle(service.crawl(uuid7()))
    await service.work(service.replied)
    (reply,) = await service.replies()
    assert reply.result["pages"] == 3


async def test_a_job_that_always_fails_ends_in_a_refusal(service: Service) -> None:
    small_site(service.site, pages=1)
    audit = uuid7()
    await service.handle(service.crawl(audit))
    crawl_id = str(derived_id("crawl", audit))
    await service.unit.db["crawl_jobs"].update_one({"_id": crawl_id}, {"$set": {"attempts": 6}})
    await service.work(service.replied)
    (reply,) = await service.replies()
    assert (reply.outcome, reply.reason) == ("refused", "crawl-failed")


DRIVER = """
import asyncio, sys
from datetime import timedelta
from pymongo import AsyncMongoClient
from common.outbound.addresses import Guard, connection_pool
from collector.fetching.fetch import Fetcher, Pacer
from collector.crawl.worker import Tools, crawl_worker
from common.primitives.clock import SystemClock
from common.stores.mongo import MongoUnit

class Nowhere:
    async def put(self, keys, **objects):
        pass

async def main(url, database, port, lease):
    guard = Guard(loopback=frozenset({("127.0.0.1", int(port))}))
    fetcher = Fetcher(connection_pool(guard), guard, user_agent="test", pacer=Pacer(0))
    unit = MongoUnit(AsyncMongoClient(url, tz_aware=True), database, service="collector")
    tools = Tools(unit, Nowhere(), fetcher, SystemClock(), timedelta(seconds=float(lease)), 60)
    await crawl_worker(tools)(asyncio.Event())

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_worker_that_is_killed_loses_nothing_and_no_page_is_asked_for_twice(
    service: Service, mongo_url: str
) -> None:
    names = small_site(service.site, pages=12)
    slow_down(service.site, names, 0.1)
    service.lease_seconds = 1.0
    audit = uuid7()
    await service.handle(service.crawl(audit))
    arguments = [mongo_url, service.unit.db.name, str(service.site.port), "1"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", DRIVER, *arguments, env=env)
    async with asyncio.timeout(30):
        while (await service.job(audit))["pages"] < 4:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    before = (await service.job(audit))["pages"]
    assert 4 <= before < 12
    await service.work(service.replied)
    (reply,) = await service.replies()
    assert reply.result["pages"] == 12
    scraped = await service.announced(PageScraped)
    assert len(scraped) == len({event.id for event in scraped}) == 12
    assert sorted(event.position for event in scraped) == list(range(1, 13))
    in_flight = sum(service.site.asked.count(name) for name in names) - len(names)
    assert in_flight <= 1, "only the page that was being read when the process died is read again"


async def test_two_workers_share_jobs_but_never_one_job(service: Service) -> None:
    names = small_site(service.site, pages=5)
    slow_down(service.site, names, 0.05)
    for _ in range(3):
        await service.handle(service.crawl(uuid7()))
    await asyncio.gather(*(service.work(lambda: _at_least(service, 3)) for _ in range(3)))
    assert len(await service.replies()) == 3
    assert len(await service.announced(PageScraped)) == 15
    assert service.site.asked.count("/p0") == 3
