"""PostgreSQL's outbox through Debezium to Kafka, and into an inbox."""

from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from common.contracts.tenants import MemberJoined, OrganizationCreated
from common.messaging.envelope import Record, decode, headers_of
from common.messaging.kafka.log import KafkaLog
from common.messaging.runtime.consumer import Consumer, on
from common.primitives.ids import uuid7
from common.process.telemetry import continue_trace
from common.stores.postgres import UnitOfWork

from ..spine import QUICK, Spine, effects, group_from_now_on, listening, running, until, write

pytestmark = pytest.mark.connected
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def created(tenant: UUID, name: str = "Zürich & Söhne „GmbH“ 東京") -> OrganizationCreated:
    return OrganizationCreated(tenant_id=tenant, organization_id=tenant, name=name, slug="zuerich", tier="free")


def of_tenant(records: list[Record], tenant: UUID) -> list[Record]:
    return [record for record in records if record.header("ce_tenantid") == str(tenant)]


async def test_a_row_of_the_outbox_arrives_as_a_cloudevent(spine: Spine, unit: UnitOfWork) -> None:
    event = created(uuid7())
    async with listening(spine.bootstrap, event.topic) as listener:
        with continue_trace({"traceparent": TRACEPARENT}):
            async with unit.begin(event.tenant_id) as tx:
                tx.emit(event)
            expected = headers_of(event, "tenants")
        records = await listener.until(lambda seen: bool(of_tenant(seen, event.tenant_id)), "the event")
    (record,) = of_tenant(records, event.tenant_id)
    assert record.topic == "tenants.organization-created"
    assert record.key == event.key.encode()
    assert record.value == event.model_dump_json().encode(), "the body is not the bytes that were stored"
    assert tuple(record.headers) == expected
    assert dict(record.headers)["traceparent"] == TRACEPARENT.encode()
    assert decode(record) == event


async def test_what_was_rolled_back_never_arrives_and_order_per_key_is_the_order_of_commits(
    spine: Spine, unit: UnitOfWork
) -> None:
    tenant = uuid7()
    sent: list[UUID] = []
    async with listening(spine.bootstrap, OrganizationCreated.topic) as listener:
        for number in range(20):
            event = created(tenant, f"try {number}")
            if number % 2 == 0:
                async with unit.begin(tenant) as tx:
                    tx.emit(event)
                sent.append(event.id)
                continue
            with pytest.raises(RuntimeError):
                async with unit.begin(tenant) as tx:
                    tx.emit(event)
                    await tx.flush()
                    raise RuntimeError("the process breaks here")
        last = str(sent[-1])
        records = await listener.until(
            lambda seen: any(record.header("ce_id") == last for record in seen), "the last event"
        )
    assert [record.header("ce_id") for record in of_tenant(records, tenant)] == [str(each) for each in sent]


async def test_an_event_has_its_effect_once_however_often_it_is_delivered(spine: Spine, unit: UnitOfWork) -> None:
    tenant, deliveries = uuid7(), 0
    group, _ = await group_from_now_on(spine.bootstrap, "auth", MemberJoined.topic)
    sent = [MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="admin") for _ in range(20)]

    async def note(message: MemberJoined) -> None:
        nonlocal deliveries
        deliveries += 1
        async with unit.once(message) as tx:
            row = {"tenant_id": tenant, "id": uuid7(), "message_id": message.id, "made_by": "auth"}
            await tx.execute(insert(effects).values(row))

    async with listening(spine.bootstrap, MemberJoined.topic) as listener:
        async with unit.begin(tenant) as tx:
            tx.emit(*sent)
        records = await listener.until(lambda seen: len(of_tenant(seen, tenant)) == 20, "the events")
    copies = [(r.topic, r.key or b"", r.value or b"", r.headers) for r in of_tenant(records, tenant)]
    await write(spine.bootstrap, copies)  # the connector sends again what it had sent before a crash
    consumer = Consumer(
        group, [on(MemberJoined, note, name="note")], KafkaLog(spine.bootstrap, client_id="auth"), retry=QUICK
    )
    async with running(consumer):
        await until(lambda: deliveries == 40, "every delivery")
    async with unit.begin(tenant) as tx:
        made = Counter((await tx.execute(select(effects.c.message_id))).scalars())
    assert made == Counter({message.id: 1 for message in sent})
