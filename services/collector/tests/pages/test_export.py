"""What collector exports, on a real MongoDB: each collection and object, of the organisation alone."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from collector.exports.declared import EXPORTS, sources
from collector.exports.handlers import export_part
from collector.exports.ledger import MongoLedger
from common.contracts.tenants import ExportCollector
from common.exports.parts import PartMaker, part_worker
from common.messaging.outcomes import HANDLER
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.testing.exports import MemoryParts, lines_of, written_part

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 20, tzinfo=UTC)
COLLECTIONS = [name for name in EXPORTS.taken if name.startswith("mongodb:")]


class Bucket:
    """Objects in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def listed(self, prefix: str) -> AsyncIterator[str]:
        for key in sorted(self.kept):
            if key.startswith(prefix):
                yield key

    async def get(self, key: str) -> bytes:
        return self.kept[key]


async def fill_all(unit: MongoUnit, bucket: Bucket, tenant: UUID) -> None:
    for name in COLLECTIONS:
        own: dict[str, Any] = {"_id": str(uuid7()), "tenant_id": str(tenant), "text": f"=of {tenant}", "at": NOW}
        more = {"website_id": str(uuid7()), "domain": str(tenant), "url_hash": str(uuid7()), "lease_owner": "secret"}
        await unit.db[name.removeprefix("mongodb:")].insert_one(own | more)
    bucket.kept[f"{tenant}/scraped-content/w/p/raw.html"] = f"<p>{tenant}".encode()
    bucket.kept[f"{tenant}/scraped-content/w/p/odd"] = b"\xff\x00"


async def test_everything_is_told_and_nothing_of_another_organisation(unit: MongoUnit) -> None:
    ours, theirs, bucket = uuid7(), uuid7(), Bucket()
    for tenant in (ours, theirs):
        await fill_all(unit, bucket, tenant)
    part = await written_part(EXPORTS, sources(unit, bucket), ours)
    for name in COLLECTIONS:
        [row] = lines_of(part, name)
        assert (row["text"], row["at"][:10]) == (f"=of {ours}", "2026-11-20")
    assert "lease_owner" not in lines_of(part, "mongodb:crawl_jobs")[0]
    texts = {each["key"]: each.get("text", each.get("base64")) for each in lines_of(part, "s3:scraped-content")}
    assert texts == {"w/p/raw.html": f"<p>{ours}", "w/p/odd": "/wA="}
    assert str(theirs).encode() not in b"".join(part.values())


async def test_an_order_becomes_a_job_that_is_killed_taken_up_again_and_answered_once(unit: MongoUnit) -> None:
    tenant, bucket, clock = uuid7(), Bucket(), ManualClock(NOW)
    await fill_all(unit, bucket, tenant)
    ordered = {"tenant_id": tenant, "saga_id": uuid7(), "step": "export-collector", "occurred_at": NOW}
    token = HANDLER.set("export_part")
    for _ in range(2):
        await export_part(ExportCollector(**ordered), unit=unit)
    HANDLER.reset(token)
    store = MemoryParts(dies_at=3)
    worker = part_worker(PartMaker(EXPORTS, sources(unit, bucket), store, MongoLedger(unit)), clock)
    assert await worker.claim() == 1
    await worker.drain()
    written = len(store.objects)
    store.dies_at, store.puts = None, []
    assert await worker.claim() == 0, "it waits after a fault"
    clock.moment = datetime(2026, 11, 21, tzinfo=UTC)
    assert await worker.claim() == 1
    await worker.drain()
    assert written == 2
    assert len(store.puts) == len(COLLECTIONS) + 2 - written
    own = {"tenant_id": str(tenant)}
    [told] = await unit.db["outbox"].find(own).to_list()
    assert (told["topic"], await unit.db["export_jobs"].count_documents(own)) == ("tenants.export-step-replied", 0)
