"""Every document has its tenant, and nobody else's is ever seen or changed."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import collector
from collector.crawl.queue import LANE, crawl_queue
from collector.shared.schema import INDEXES, create_collections
from collector.shared.store import Store
from common.jobs import Job
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit

pytestmark = pytest.mark.engines
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)


async def everything(unit: MongoUnit) -> list[dict[str, Any]]:
    return [row for name in sorted(INDEXES) for row in await unit.db[name].find().sort("_id", 1).to_list()]


async def queue_crawl(unit: MongoUnit, tenant: UUID, crawl: UUID, now: datetime = NOW, **fields: Any) -> None:
    async with unit.begin(tenant) as tx:
        await crawl_queue(unit.db).add(tx, [crawl], now, fields=fields)


async def claim(unit: MongoUnit, now: datetime) -> Job | None:
    return next(iter(await crawl_queue(unit.db).claim(LANE, 1, now, LEASE)), None)


async def note(unit: MongoUnit, tenant: UUID, job: Job) -> bool:
    async with unit.begin(tenant) as tx:
        return await crawl_queue(unit.db).note(tx, job, {"pages": 7})


async def test_no_operation_of_one_tenant_sees_or_changes_a_document_of_another(unit: MongoUnit) -> None:
    our_id, their_id = uuid7(), uuid7()
    ours, theirs = Store(unit.db, our_id), Store(unit.db, their_id)
    website, crawl, page, snapshot = uuid7(), uuid7(), uuid7(), uuid7()
    await theirs.insert_website(website, {"url": "https://shop.example/", "domain": "shop.example"}, NOW)
    await queue_crawl(unit, their_id, crawl, website_id=str(website))
    await theirs.upsert_page(page, {"website_id": str(website), "url_hash": "x"}, NOW)
    await theirs.keep_snapshot(snapshot, {"crawl_id": str(crawl), "position": 1}, NOW)
    job = await claim(unit, NOW)
    assert job is not None
    before = await everything(unit)
    assert await ours.website(website) is None
    assert await ours.website_of_domain("shop.example") is None
    assert await ours.websites(limit=10, before=None) == []
    assert await ours.pages(website, limit=10, after=None) == []
    assert await ours.job(crawl) is None
    assert await ours.snapshots(str(crawl)) == []
    async with unit.begin(our_id) as tx:
        assert not await crawl_queue(unit.db).drop(tx, {"id": crawl}, ending={"status": "cancelled"})
    assert not await note(unit, our_id, job)
    await ours.set_website_status(str(website), "failed", NOW)
    assert await everything(unit) == before
    assert await note(unit, their_id, job)


async def test_every_document_that_is_written_names_its_tenant(unit: MongoUnit) -> None:
    tenant = uuid7()
    store = Store(unit.db, tenant)
    await store.insert_website(uuid7(), {"domain": "a.example"}, NOW)
    await queue_crawl(unit, tenant, uuid7())
    await store.upsert_page(uuid7(), {"website_id": "w", "url_hash": "x"}, NOW)
    await store.keep_snapshot(uuid7(), {"crawl_id": "c", "position": 1}, NOW)
    rows = await everything(unit)
    assert len(rows) == 4
    assert {row["tenant_id"] for row in rows} == {str(tenant)}


def test_only_the_store_and_the_schema_reach_into_the_database() -> None:
    sources = Path(collector.__file__).parent.rglob("*.py")
    reaching = {
        path.name for path in sources if re.search(r"\bdb\[|_db\[|get_collection\(", path.read_text(encoding="utf-8"))
    }
    assert reaching == {"store.py", "schema.py", "ledger.py", "declared.py"}  # the last two are those of exports


def test_every_index_of_a_collection_that_is_searched_begins_with_the_tenant() -> None:
    first = {
        index.document["name"]: next(iter(index.document["key"])) for indexes in INDEXES.values() for index in indexes
    }
    assert {first.pop("open_by_lease"), first.pop("by_lease")} == {"lease_until"}  # what every worker looks for
    assert set(first.values()) == {"tenant_id"}


async def test_a_job_is_taken_by_one_worker_until_its_lease_runs_out(unit: MongoUnit) -> None:
    tenant, crawl = uuid7(), uuid7()
    await queue_crawl(unit, tenant, crawl, website_id="w")
    job = await claim(unit, NOW)
    assert job is not None
    assert (job.row["lease_owner"], job.attempts, job.row["status"]) == (str(job.token), 1, "running")
    assert await claim(unit, NOW + LEASE / 2) is None
    taken_over = await claim(unit, NOW + LEASE)
    assert taken_over is not None
    assert (taken_over.row["lease_owner"], taken_over.attempts) == (str(taken_over.token), 2)
    assert not await note(unit, tenant, job)


@pytest.mark.parametrize("status", ["done", "refused", "cancelled"])
async def test_a_job_at_its_end_is_never_taken(unit: MongoUnit, status: str) -> None:
    await queue_crawl(unit, uuid7(), uuid7(), status=status)
    assert await claim(unit, NOW + 100 * LEASE) is None


async def test_the_job_that_waited_longest_is_taken_first(unit: MongoUnit) -> None:
    crawls = [uuid7() for _ in range(3)]
    for number, crawl in enumerate(crawls):
        await queue_crawl(unit, uuid7(), crawl, NOW - timedelta(minutes=number))
    taken = [await claim(unit, NOW) for _ in crawls]
    assert [job.id for job in taken if job] == list(reversed(crawls))


@pytest.mark.parametrize("status", ["waiting", "running"])
async def test_a_crawl_that_an_earlier_release_left_is_taken_up_with_what_it_had(unit: MongoUnit, status: str) -> None:
    """Its document names a worker instead of a lease, and no lane; a worker of that release may still hold it."""
    tenant, crawl, worker = uuid7(), uuid7(), str(uuid7())
    left = {
        "_id": str(crawl), "tenant_id": str(tenant), "status": status, "attempts": 2, "pages": 5, "skipped": {"dup": 1},
        "url": "https://shop.example/", "lease_owner": worker if status == "running" else None,
        "lease_until": NOW if status == "waiting" else NOW + LEASE, "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    await unit.db["crawl_jobs"].insert_one(left)
    assert await claim(unit, NOW - timedelta(seconds=1)) is None
    job = await claim(unit, NOW + LEASE)
    assert job is not None
    assert (job.id, job.tenant_id, job.attempts, job.row["pages"]) == (crawl, tenant, 3, 5)
    still_held = {"_id": str(crawl), "tenant_id": str(tenant), "lease_owner": worker, "status": "running"}
    assert await unit.db["crawl_jobs"].count_documents(still_held) == 0, "the worker that left it would go on"


async def test_migrating_again_changes_nothing(unit: MongoUnit) -> None:
    before = {name: await unit.db[name].index_information() for name in INDEXES}
    await create_collections(unit.db)
    assert {name: await unit.db[name].index_information() for name in INDEXES} == before
    assert all(len(before[name]) == len(INDEXES[name]) + 1 for name in INDEXES)
