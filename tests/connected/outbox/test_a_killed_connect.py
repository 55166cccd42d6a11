"""Kafka Connect is killed while both outboxes are written to: nothing is lost, and each effect is made once."""

from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from common.contracts.collector import WebsiteRegistered
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.log import KafkaLog
from common.messaging.runtime.consumer import Consumer, on
from common.outbox.connectors import Connectors, outbox_connector
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork

from ..spine import QUICK, Spine, effects, group_from_now_on, running, until

pytestmark = pytest.mark.connected
COMMITS, KILL_AT = 300, 100


def joined(tenant: UUID) -> MemberJoined:
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")


def registered(tenant: UUID) -> WebsiteRegistered:
    url = "https://example.org/"
    return WebsiteRegistered(tenant_id=tenant, website_id=uuid7(), url=url, domain="example.org")


class Effects:
    """Handlers for both streams, each with the inbox of its store; counts deliveries."""

    def __init__(self, unit: UnitOfWork, mongo: MongoUnit) -> None:
        self.unit = unit
        self.mongo = mongo
        self.seen: dict[type, Counter[UUID]] = {MemberJoined: Counter(), WebsiteRegistered: Counter()}

    async def of_member(self, message: MemberJoined) -> None:
        self.seen[MemberJoined][message.id] += 1
        async with self.unit.once(message) as tx:
            row = {"tenant_id": tx.tenant_id, "id": uuid7(), "message_id": message.id, "made_by": "auth"}
            await tx.execute(insert(effects).values(row))

    async def of_website(self, message: WebsiteRegistered) -> None:
        self.seen[WebsiteRegistered][message.id] += 1
        async with self.mongo.once(message) as tx:
            row = {"_id": str(uuid7()), "tenant_id": str(tx.tenant_id), "message_id": str(message.id)}
            await tx.db["effects"].insert_one(row, session=tx.session)


async def test_a_killed_connect_loses_nothing_of_either_outbox(
    spine: Spine, unit: UnitOfWork, mongo: MongoUnit
) -> None:
    tenant, made = uuid7(), Effects(unit, mongo)
    members = [joined(tenant) for _ in range(COMMITS)]
    websites = [registered(tenant) for _ in range(COMMITS)]
    killed: list[int] = []

    async def commit_all() -> None:
        for number, (member, website) in enumerate(zip(members, websites, strict=True)):
            async with unit.begin(tenant) as tx:
                tx.emit(member)
            async with mongo.begin(tenant) as mongo_tx:
                mongo_tx.emit(website)
            if number == KILL_AT:
                await until(lambda: all(made.seen.values()), "both streams flowing")
                killed.append(spine.stack.kill("connect"))

    topics = (MemberJoined.topic, WebsiteRegistered.topic)
    group, _ = await group_from_now_on(spine.bootstrap, "simulator", *topics)
    subscriptions = [
        on(MemberJoined, made.of_member, name="of_member"),
        on(WebsiteRegistered, made.of_website, name="of_website"),
    ]
    consumer = Consumer(group, subscriptions, KafkaLog(spine.bootstrap, client_id="simulator"), retry=QUICK)
    async with running(consumer):
        await commit_all()
        assert killed
        await until(lambda: all(len(seen) == COMMITS for seen in made.seen.values()), "everything that was committed")
        async with Connectors(spine.stack.urls.connect) as connectors:
            for service in ("tenants", "collector"):
                await connectors.until_running(outbox_connector(service))
    once = Counter({message.id: 1 for message in members})
    async with unit.begin(tenant) as tx:
        assert Counter((await tx.execute(select(effects.c.message_id))).scalars()) == once
    rows = await mongo.db["effects"].find({"tenant_id": str(tenant)}).to_list()
    assert Counter(row["message_id"] for row in rows) == Counter({str(message.id): 1 for message in websites})
