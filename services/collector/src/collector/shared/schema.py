"""Collections of the collector database and their indexes: ``migrate`` makes them, running it again changes nothing."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

WEBSITES = "websites"
CRAWL_JOBS = "crawl_jobs"
PAGES = "pages"
SNAPSHOTS = "page_snapshots"
AUDITS = "audits"
EXPORT_JOBS = "export_jobs"

INDEXES: dict[str, list[IndexModel]] = {
    WEBSITES: [
        IndexModel([("tenant_id", ASCENDING), ("domain", ASCENDING)], unique=True, name="tenant_domain"),
        IndexModel([("tenant_id", ASCENDING), ("_id", DESCENDING)], name="tenant_newest"),
        IndexModel([("tenant_id", ASCENDING), ("status", ASCENDING)], name="tenant_status"),
    ],
    CRAWL_JOBS: [
        IndexModel([("tenant_id", ASCENDING), ("website_id", ASCENDING)], name="tenant_website"),
        IndexModel(
            [("lease_until", ASCENDING)],
            partialFilterExpression={"status": {"$in": ["waiting", "running"]}},
            name="open_by_lease",
        ),
    ],
    PAGES: [
        IndexModel(
            [("tenant_id", ASCENDING), ("website_id", ASCENDING), ("url_hash", ASCENDING)],
            unique=True,
            name="tenant_website_url",
        ),
        IndexModel([("tenant_id", ASCENDING), ("website_id", ASCENDING), ("_id", ASCENDING)], name="tenant_website_id"),
        IndexModel([("tenant_id", ASCENDING), ("page_type", ASCENDING)], name="tenant_page_type"),
    ],
    SNAPSHOTS: [
        IndexModel(
            [("tenant_id", ASCENDING), ("crawl_id", ASCENDING), ("position", ASCENDING)], name="tenant_crawl_position"
        ),
        IndexModel([("tenant_id", ASCENDING), ("website_id", ASCENDING)], name="tenant_website"),
    ],
    AUDITS: [
        IndexModel([("tenant_id", ASCENDING), ("website_id", ASCENDING)], name="tenant_website"),
    ],
    EXPORT_JOBS: [
        IndexModel([("lease_until", ASCENDING)], name="by_lease"),
    ],
}


async def create_collections(db: AsyncDatabase[dict[str, Any]]) -> None:
    """Collections first (a transaction must not be the one that creates them), then indexes."""
    there = set(await db.list_collection_names())
    for name, indexes in INDEXES.items():
        if name not in there:
            await db.create_collection(name)
        await db[name].create_indexes(indexes)
