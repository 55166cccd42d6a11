"""MongoDB's outbox through Debezium to Kafka, and its inbox."""

import asyncio
from functools import partial
from uuid import UUID

import pytest

from common.contracts.collector import WebsiteRegistered
from common.messaging.envelope import Record, decode, headers_of
from common.messaging.outcomes import AlreadyHandled
from common.messaging.runtime.retry import Retry
from common.primitives.ids import uuid7
from common.process.telemetry import continue_trace
from common.stores.mongo import MongoUnit

from ..spine import Spine, listening

pytestmark = pytest.mark.connected
TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def registered(tenant: UUID, name: str = "Café „Ærø“ 東京") -> WebsiteRegistered:
    return WebsiteRegistered(
        tenant_id=tenant, website_id=uuid7(), url="https://example.org/", domain="example.org", name=name
    )


def of_tenant(records: list[Record], tenant: UUID) -> list[Record]:
    return [record for record in records if record.header("ce_tenantid") == str(tenant)]


async def store(mongo: MongoUnit, event: WebsiteRegistered, *, breaks: bool = False) -> None:
    """A transaction of two documents: the page, and the announcement."""
    async with mongo.begin(event.tenant_id) as tx:
        page = {"_id": str(event.id), "tenant_id": str(event.tenant_id), "name": event.name}
        await tx.db["pages"].insert_one(page, session=tx.session)
        tx.emit(event)
        if breaks:
            await tx.flush()
            raise RuntimeError("the process breaks here")


async def test_a_document_of_the_outbox_arrives_as_a_cloudevent(spine: Spine, mongo: MongoUnit) -> None:
    event = registered(uuid7())
    async with listening(spine.bootstrap, event.topic) as listener:
        with continue_trace({"traceparent": TRACEPARENT}):
            await store(mongo, event)
            expected = headers_of(event, "collector")
        records = await listener.until(lambda seen: bool(of_tenant(seen, event.tenant_id)), "the event")
    (record,) = of_tenant(records, event.tenant_id)
    assert record.topic == "collector.website-registered"
    assert record.key == event.key.encode()
    assert record.value == event.model_dump_json().encode(), "the body is not the text that was stored"
    assert tuple(record.headers) == expected
    assert dict(record.headers)["traceparent"] == TRACEPARENT.encode()
    assert decode(record) == event


async def test_an_aborted_transaction_leaves_neither_document_nor_event(spine: Spine, mongo: MongoUnit) -> None:
    tenant = uuid7()
    events = [registered(tenant, f"try {number}") for number in range(10)]
    async with listening(spine.bootstrap, WebsiteRegistered.topic) as listener:
        for number, event in enumerate(events):
            try:
                await store(mongo, event, breaks=bool(number % 2))
            except RuntimeError:
                continue
        records = await listener.until(lambda seen: len(of_tenant(seen, tenant)) >= 5, "the events")
        await store(mongo, registered(tenant, "the end"))
        records = await listener.until(lambda seen: len(of_tenant(seen, tenant)) >= 6, "the last event")
    committed = {str(event.id) for event in events[::2]}
    assert {record.header("ce_id") for record in of_tenant(records, tenant)} >= committed
    assert len(of_tenant(records, tenant)) == 6
    pages = await mongo.db["pages"].find({"tenant_id": str(tenant)}).to_list()
    assert {page["_id"] for page in pages if page["name"] != "the end"} == committed


async def test_a_redelivery_ends_before_the_effect(mongo: MongoUnit) -> None:
    event, effects = registered(uuid7()), 0
    for _ in range(3):
        try:
            async with mongo.once(event):
                effects += 1
        except AlreadyHandled:
            continue
    assert effects == 1


async def test_a_failed_effect_is_not_remembered_as_made(mongo: MongoUnit) -> None:
    event = registered(uuid7())
    with pytest.raises(RuntimeError):
        async with mongo.once(event):
            raise RuntimeError("broken")
    async with mongo.once(event):
        pass


async def test_an_announcement_under_a_derived_id_leaves_once(spine: Spine, mongo: MongoUnit) -> None:
    event, last = registered(uuid7()), registered(uuid7())
    async with listening(spine.bootstrap, event.topic) as listener:
        for each in (event, event, last):
            async with mongo.begin(each.tenant_id) as tx:
                tx.emit(each)
        records = await listener.until(lambda seen: bool(of_tenant(seen, last.tenant_id)), "the last event")
    assert len(of_tenant(records, event.tenant_id)) == 1


async def test_deliveries_at_the_same_time_make_one_effect(mongo: MongoUnit) -> None:
    event = registered(uuid7())

    async def deliver(number: int) -> None:
        async with mongo.once(event) as tx:
            await asyncio.sleep(0.03)
            row = {"_id": f"{event.id}/{number}", "message_id": str(event.id)}
            await tx.db["effects"].insert_one(row, session=tx.session)

    slots, retry = asyncio.Semaphore(8), Retry(first_wait_s=0.02, longest_wait_s=0.2)
    outcomes = await asyncio.gather(*(retry.run(partial(deliver, number), slots) for number in range(6)))
    assert sorted(outcomes) == ["handled", *["redelivered"] * 5]
    assert await mongo.db["effects"].count_documents({"message_id": str(event.id)}) == 1
