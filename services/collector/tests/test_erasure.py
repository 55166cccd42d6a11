"""A website is deleted, on a real MongoDB: with all that was read of it, and of no other."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from collector.crawl.queue import crawl_queue
from collector.erasure.handlers import Erasing, erase_website, erase_websites, follow_audits
from collector.erasure.holdings import OF_TENANT
from collector.shared.schema import EXPORT_JOBS, INDEXES
from collector.shared.store import Store
from common.contracts.collector import WebsiteDeleted, WebsiteState
from common.contracts.simulator import AuditCancelled, AuditRequested, CancelCrawl, CrawlWebsite
from common.contracts.tenants import EraseWebsites, ErasureStepReplied
from common.messaging.outcomes import HANDLER, AlreadyHandled, NotReady
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.mongo import ANSWERS, REPLIES, MongoUnit
from common.testing.examples import example

from .client import NOW, Client, announced
from .conftest import MemoryObjects

pytestmark = pytest.mark.engines


async def read_once(unit: MongoUnit, objects: MemoryObjects, tenant: UUID, website: UUID) -> UUID:
    """A website that was crawled: a job, a page, its snapshot and objects, and an audit that has ended."""
    crawl, page, audit = uuid7(), uuid7(), uuid7()
    async with unit.begin(tenant) as tx:
        store = Store.within(tx)
        await crawl_queue(unit.db).add(tx, [crawl], NOW, fields={"website_id": str(website)})
        await store.upsert_page(page, {"website_id": str(website), "url_hash": str(page)}, NOW)
        await store.keep_snapshot(uuid7(), {"website_id": str(website), "crawl_id": str(crawl), "position": 1}, NOW)
        await store.note_audit(audit, website, ended=True)
    objects.kept[f"{tenant}/scraped-content/{website}/{page}/raw.html"] = b"x"
    return audit


async def held(unit: MongoUnit, objects: MemoryObjects, website: UUID | str) -> dict[str, int]:
    """How much each store holds of a website."""
    own = {"$or": [{"website_id": str(website)}, {"_id": str(website)}]}
    found = {name: await unit.db[name].count_documents(own) for name in INDEXES if name != EXPORT_JOBS}
    return {**found, "objects": sum(f"/{website}/" in key for key in objects.kept)}


async def registered(client: Client, url: str) -> UUID:
    return UUID((await client.post({"url": url})).json()["id"])


async def test_every_store_is_empty_of_a_deleted_website_and_holds_the_others_as_before(
    ours: Client, theirs: Client, unit: MongoUnit, objects: MemoryObjects
) -> None:
    gone, stays = await registered(ours, "https://gone.example"), await registered(ours, "https://stays.example")
    other = await registered(theirs, "https://gone.example")
    assert ours.tenant and theirs.tenant
    for tenant, website in ((ours.tenant, gone), (ours.tenant, stays), (theirs.tenant, other)):
        await read_once(unit, objects, tenant, website)
        assert min((await held(unit, objects, website)).values()) == 1
    answer = await ours.delete(f"/{gone}")
    assert (answer.status_code, answer.json()["id"]) == (202, str(gone))
    assert (await ours.get(f"/{gone}")).status_code == 404
    assert (await ours.delete(f"/{gone}")).status_code == 404
    [event] = [each for each in await announced(unit) if isinstance(each, WebsiteDeleted)]
    for _ in range(2):
        await erase_website(event, unit=unit, objects=objects)
        assert set((await held(unit, objects, gone)).values()) == {0}
    for website in (stays, other):
        assert set((await held(unit, objects, website)).values()) == {1}
    last = max(
        (each for each in await announced(unit) if isinstance(each, WebsiteState) and each.website_id == gone),
        key=lambda state: state.revision,
    )
    assert (last.deleted, last.url, last.domain, last.name) == (True, None, None, None)
    assert (await ours.post({"url": "https://gone.example"})).status_code == 201, "the domain is free again"


async def test_a_website_of_another_organisation_is_not_found(ours: Client, theirs: Client, http: Any) -> None:
    website = await registered(ours, "https://shop.example")
    assert (await theirs.delete(f"/{website}")).status_code == 404
    assert (await theirs.delete(f"/{website}", cancel=True)).status_code == 404
    assert (await Client(http, ours.tenant, "member").delete(f"/{website}")).status_code == 403
    assert (await ours.get(f"/{website}")).status_code == 200
    for wrong in ("/x", f"/{uuid7()}"):
        assert (await ours.delete(wrong)).status_code in (404, 422)


async def heard(unit: MongoUnit, message: Any) -> None:
    token = HANDLER.set("collector/follow_audits")
    try:
        await follow_audits(message, unit=unit)
    finally:
        HANDLER.reset(token)


def about(contract: Any, client: Client, website: UUID, audit: UUID) -> Any:
    told = {"tenant_id": client.tenant, "website_id": website, "audit_id": audit, "id": uuid7()}
    return example(contract).model_copy(update=told)


async def test_a_running_audit_stands_in_the_way_unless_it_is_to_be_cancelled(ours: Client, unit: MongoUnit) -> None:
    website, audit = await registered(ours, "https://shop.example"), uuid7()
    await heard(unit, about(AuditRequested, ours, website, audit))
    refused = await ours.delete(f"/{website}")
    assert refused.status_code == 409
    assert refused.json()["audit_id"] == str(audit)
    assert "cancel=true" in refused.json()["detail"]
    assert (await ours.get(f"/{website}")).status_code == 200
    assert not [each for each in await announced(unit) if isinstance(each, WebsiteDeleted)]
    assert (await ours.delete(f"/{website}", cancel=True)).status_code == 202


async def test_an_audit_that_has_ended_is_no_hindrance_in_whatever_order_both_are_heard(
    ours: Client, unit: MongoUnit
) -> None:
    website, audit = await registered(ours, "https://shop.example"), uuid7()
    await heard(unit, about(AuditCancelled, ours, website, audit))
    await heard(unit, about(AuditRequested, ours, website, audit))
    assert (await ours.delete(f"/{website}")).status_code == 202


async def test_nothing_that_comes_late_brings_a_website_back(
    ours: Client, unit: MongoUnit, objects: MemoryObjects
) -> None:
    from collector.crawl.handlers import cancel_crawl, start_crawl
    from common.outbound.addresses import Guard
    from common.primitives.clock import ManualClock

    website = await registered(ours, "https://shop.example")
    await ours.delete(f"/{website}")
    [event] = [each for each in await announced(unit) if isinstance(each, WebsiteDeleted)]
    await erase_website(event, unit=unit, objects=objects)
    await heard(unit, about(AuditRequested, ours, website, uuid7()))
    for contract, handle, more in ((CrawlWebsite, start_crawl, {"guard": Guard()}), (CancelCrawl, cancel_crawl, {})):
        late = example(contract).model_copy(
            update={"tenant_id": ours.tenant, "website_id": website, "saga_id": uuid7(), "id": uuid7()}
        )
        await handle(late, unit=unit, clock=ManualClock(NOW), **more)
    assert set((await held(unit, objects, website)).values()) == {0}


async def test_an_organisation_is_erased_whole_once_no_older_transaction_can_be_open(
    ours: Client, theirs: Client, unit: MongoUnit, objects: MemoryObjects
) -> None:
    assert ours.tenant and theirs.tenant
    sites = {client.tenant: await registered(client, "https://shop.example") for client in (ours, theirs)}
    for tenant, website in sites.items():
        await read_once(unit, objects, tenant, website)
        for name in (REPLIES, ANSWERS, EXPORT_JOBS):
            await unit.db[name].insert_one({"_id": f"{tenant}/x", "tenant_id": str(tenant)})
        await heard(unit, about(AuditRequested, ours if tenant == ours.tenant else theirs, website, uuid7()))
    mine, other = [{"tenant_id": str(tenant)} for tenant in sites]
    names = [place.name for place in OF_TENANT.of_engine("mongodb")]
    before = {name: await unit.db[name].find(other).to_list() for name in names}
    assert all(before.values()), "every collection is filled"
    clock = ManualClock(datetime.now(UTC))
    tools = Erasing(unit, objects, clock, timedelta(seconds=60))
    order = example(EraseWebsites).model_copy(update={"tenant_id": ours.tenant})
    with pytest.raises(NotReady):
        await erase_websites(order, tools=tools)
    late = {"_id": "late", "tenant_id": str(ours.tenant), "website_id": "x", "url_hash": "x"}
    await unit.db["pages"].insert_one(late)  # by a transaction that began before
    clock.advance(timedelta(seconds=60))
    await erase_websites(order, tools=tools)
    await erase_websites(order, tools=tools)
    left = {name: await unit.db[name].count_documents(mine) for name in names}
    assert {name for name, number in left.items() if number} == {"outbox"}
    assert {name: await unit.db[name].find(other).to_list() for name in names} == before
    assert {key.split("/")[0] for key in objects.kept} == {str(theirs.tenant)}
    last = [each for each in await announced(unit) if each.tenant_id == ours.tenant]
    assert {type(each) for each in last} == {WebsiteState, ErasureStepReplied}
    assert all(each.deleted for each in last if isinstance(each, WebsiteState))


async def test_nothing_is_made_for_an_organisation_that_was_erased(ours: Client, unit: MongoUnit) -> None:
    assert ours.tenant
    website = await registered(ours, "https://shop.example")
    await unit.bury(ours.tenant, NOW)
    with pytest.raises(AlreadyHandled):
        await heard(unit, about(AuditRequested, ours, website, uuid7()))
    assert (await ours.post({"url": "https://other.example"})).status_code == 401
    assert (await ours.delete(f"/{website}")).status_code == 401
