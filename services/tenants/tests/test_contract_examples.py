"""Each committed example of what tenants listens to goes through its consumer, twice; the results are compared."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import delete, text

from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Subscription
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import inbox, outbox, saga_replies
from common.testing.outbox import emitted
from tenants.consumer import consumer, subscriptions
from tenants.organizations import store as organization_store
from tenants.organizations.tables import organizations
from tenants.quota.plans import Plans

pytestmark = pytest.mark.contracts


def subscribed(unit: UnitOfWork, plans: Plans) -> list[Message]:
    contracts: list[Subscription] = list(subscriptions(unit, plans))
    return [read_example(each.contract, path) for each in contracts for path in examples(each.contract)]


@pytest.fixture
async def clean(unit: UnitOfWork, plans: Plans) -> AsyncIterator[UUID]:
    """The examples' tenant as an organisation; all of it goes at the end, since their ids are always the same."""
    tenant = subscribed(unit, plans)[0].tenant_id
    async with unit.begin(tenant) as tx:
        await organization_store.add_organization(tx, f"Examples {tenant}")
    yield tenant
    async with unit.begin(tenant) as tx:
        for table in (organizations, inbox, outbox, saga_replies):
            await tx.execute(delete(table))


async def deliver(unit: UnitOfWork, plans: Plans, messages: list[Message]) -> MemoryBroker:
    broker = MemoryBroker()
    for message in messages:
        broker.emit(message)
    member = consumer(unit, plans, MemoryLog(broker))
    running = asyncio.create_task(member.run())
    for _ in range(500):
        if running.done() or sum(broker.committed.values()) == len(messages):
            break
        await asyncio.sleep(0.01)
    member.stop()
    await running
    return broker


async def state(unit: UnitOfWork, tenant: UUID) -> str:
    async with unit.begin(tenant) as tx:
        rows = await tx.execute(text("SELECT audit_id, reserved, used, state FROM reservations ORDER BY audit_id"))
        return f"{rows.all()} {await emitted(unit, tenant)}"


async def test_the_examples_change_the_state_once(unit: UnitOfWork, plans: Plans, clean: UUID) -> None:
    messages = subscribed(unit, plans)
    assert {message.topic for message in messages} == {each.contract.topic for each in subscriptions(unit, plans)}
    before = await state(unit, clean)
    first = await deliver(unit, plans, messages)
    once = await state(unit, clean)
    second = await deliver(unit, plans, messages)
    assert before != once == await state(unit, clean)
    assert not first.on_topic("tenants.dead-letters") + second.on_topic("tenants.dead-letters")
