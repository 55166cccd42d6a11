"""A broker that lost its records: noticed by what the store knows, and filled again out of the outbox."""

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from sqlalchemy import insert, select

from brandmon_local import Stack
from brandmon_local.provisioning.connectors import apply_connector
from common.contracts.registry import topics
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.history import KafkaHistory
from common.messaging.kafka.log import KafkaLog
from common.messaging.kafka.topics import ensure_topics
from common.messaging.runtime.consumer import Consumer, Limits, Protection, on
from common.outbox.housekeeping import Housekeeping
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Reconciler
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from ..spine import QUICK, effects, running, until

pytestmark = pytest.mark.connected
SERVICE, TOPIC = "tenants", MemberJoined.topic


@pytest.fixture
async def stack(own_stack: Stack) -> Stack:
    """Engines of its own, with the connector."""
    await apply_connector(own_stack.site, SERVICE)
    return own_stack


async def empty(stack: Stack) -> None:
    """The topic's records are gone, and the group's offsets with them."""
    admin = AIOKafkaAdminClient(**driver_options(stack.urls.kafka))
    await admin.start()
    try:
        await admin.delete_topics([TOPIC])

        async def gone() -> bool:
            return TOPIC not in await admin.list_topics()

        await until(gone, "the topic is gone")
    finally:
        await admin.close()
    await ensure_topics(stack.urls.kafka, topics())


async def test_an_emptied_broker_is_noticed_and_filled_again(stack: Stack) -> None:
    unit, tenant = UnitOfWork(stack.urls.postgres(SERVICE), service=SERVICE), uuid7()
    store = PostgresOutbox(stack.urls.postgres(SERVICE, "operations"))
    history = partial(KafkaHistory, stack.urls.kafka, client_id="reconcile")
    keeper = Housekeeping(SERVICE, store, Reconciler(store, history, SystemClock(), grace=timedelta()), every_s=1000)
    deliveries: Counter[UUID] = Counter()

    async def handle(message: MemberJoined) -> None:
        deliveries[message.id] += 1
        async with unit.once(message) as tx:
            row = {"tenant_id": tenant, "id": uuid7(), "message_id": message.id, "made_by": "test"}
            await tx.execute(insert(effects).values(row))

    def consumer() -> Consumer:
        protection = Protection(fence=unit, rolled_back=keeper.rolled_back)
        log = KafkaLog(stack.urls.kafka, client_id="test")
        limits = Limits(watch_every_s=0.2)
        return Consumer(
            "tenants", [on(MemberJoined, handle, name="handle")], log, retry=QUICK, limits=limits, protection=protection
        )

    async def emit(count: int) -> None:
        for _ in range(count):
            async with unit.begin(tenant) as tx:
                tx.emit(MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member"))

    async with running(consumer()):
        await emit(40)
        await until(lambda: len(deliveries) == 40, "everything is handled")
    assert (await keeper.turn()).missing == 0
    await empty(stack)
    stopping = asyncio.Event()
    keeping = asyncio.create_task(keeper(stopping))
    async with running(consumer()):
        await until(lambda: all(count >= 2 for count in deliveries.values()), "everything was published again")
        await emit(5)
        await until(lambda: len(deliveries) == 45, "what came later")
    stopping.set()
    await keeping
    async with unit.begin(tenant) as tx:
        made = Counter((await tx.execute(select(effects.c.message_id))).scalars())
    assert made == Counter(dict.fromkeys(deliveries, 1))
    await store.close()
    await unit.dispose()
