"""Every document has its tenant, and nobody else's is ever seen or changed."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import collector
from collector.shared.schema import INDEXES, create_collections
from collector.shared.store import Store, claim
from common.ids import uuid7
from common.mongo import MongoUnit

pytestmark = pytest.mark.engines
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)


async def everything(unit: MongoUnit) -> list[dict[str, Any]]:
    return [row for name in sorted(INDEXES) for row in await unit.db[name].find().sort("_id", 1).to_list()]


async def test_no_operation_of_one_tenant_sees_or_changes_a_document_of_another(unit: MongoUnit) -> None:
    ours, theirs = Store(unit.db, uuid7()), Store(unit.db, uuid7())
    website, crawl, page, snapshot = uuid7(), uuid7(), uuid7(), uuid7()
    await theirs.insert_website(website, {"url": "https://shop.example/", "domain": "shop.example"}, NOW)
    await theirs.insert_job(crawl, {"website_id": str(website), "status": "waiting"}, NOW)
    await theirs.upsert_page(page, {"website_id": str(website), "url_hash": "x"}, NOW)
    await theirs.keep_snapshot(snapshot, {"crawl_id": str(crawl), "position": 1}, NOW)
    await claim(unit.db, "their worker", NOW, LEASE)
    before = await everything(unit)
    assert await ours.website(website) is None
    assert await ours.website_of_domain("shop.example") is None
    assert await ours.websites(limit=10, before=None) == []
    assert await ours.pages(website, limit=10, after=None) == []
    assert await ours.count_pages(website) == 0
    assert await ours.job(crawl) is None
    assert await ours.snapshots(str(crawl)) == []
    assert not await ours.cancel_job(crawl, NOW)
    assert not await ours.update_held_job(str(crawl), "their worker", {"pages": 7})
    await ours.set_website_status(str(website), "failed", NOW)
    assert await everything(unit) == before
    assert await theirs.update_held_job(str(crawl), "their worker", {"pages": 7})


async def test_every_document_that_is_written_names_its_tenant(unit: MongoUnit) -> None:
    tenant = uuid7()
    store = Store(unit.db, tenant)
    await store.insert_website(uuid7(), {"domain": "a.example"}, NOW)
    await store.insert_job(uuid7(), {"status": "waiting"}, NOW)
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
    assert reaching == {"store.py", "schema.py"}


def test_every_index_of_a_collection_that_is_searched_begins_with_the_tenant() -> None:
    first = {
        index.document["name"]: next(iter(index.document["key"])) for indexes in INDEXES.values() for index in indexes
    }
    assert first.pop("open_by_lease") == "lease_until"
    assert set(first.values()) == {"tenant_id"}


async def test_a_job_is_taken_by_one_worker_until_its_lease_runs_out(unit: MongoUnit) -> None:
    store, crawl = Store(unit.db, uuid7()), uuid7()
    await store.insert_job(crawl, {"status": "waiting", "website_id": "w"}, NOW)
    job = await claim(unit.db, "one", NOW, LEASE)
    assert job is not None
    assert (job["lease_owner"], job["attempts"], job["status"]) == ("one", 1, "running")
    assert await claim(unit.db, "two", NOW + LEASE / 2, LEASE) is None
    taken_over = await claim(unit.db, "two", NOW + LEASE, LEASE)
    assert taken_over is not None
    assert (taken_over["lease_owner"], taken_over["attempts"]) == ("two", 2)
    assert not await store.update_held_job(str(crawl), "one", {"pages": 1})


@pytest.mark.parametrize("status", ["done", "refused", "cancelled"])
async def test_a_job_at_its_end_is_never_taken(unit: MongoUnit, status: str) -> None:
    await Store(unit.db, uuid7()).insert_job(uuid7(), {"status": status}, NOW)
    assert await claim(unit.db, "one", NOW + 100 * LEASE, LEASE) is None


async def test_the_job_that_waited_longest_is_taken_first(unit: MongoUnit) -> None:
    crawls = [uuid7() for _ in range(3)]
    for number, crawl in enumerate(crawls):
        await Store(unit.db, uuid7()).insert_job(crawl, {"status": "waiting"}, NOW - timedelta(minutes=number))
    taken = [await claim(unit.db, "one", NOW, LEASE) for _ in crawls]
    assert [job["_id"] for job in taken if job] == [str(crawl) for crawl in reversed(crawls)]


async def test_migrating_again_changes_nothing(unit: MongoUnit) -> None:
    before = {name: await unit.db[name].index_information() for name in INDEXES}
    await create_collections(unit.db)
    assert {name: await unit.db[name].index_information() for name in INDEXES} == before
    assert all(len(before[name]) == len(INDEXES[name]) + 1 for name in INDEXES)
