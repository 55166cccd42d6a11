"""Each committed example of what tenants listens to goes through its consumer, twice; the results are compared."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import delete, text

from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.contracts.tenants import EraseOrganization
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Subscription
from common.saga.tables import saga_history, sagas
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import inbox, outbox, saga_replies
from common.testing.examples import SHARED_KEY
from common.testing.outbox import emitted
from tenants.billing.paying import Paying
from tenants.consumer import Tools, consumer, subscriptions
from tenants.organizations import store as organization_store
from tenants.organizations.tables import organizations

pytestmark = pytest.mark.contracts


def tools(paying: Paying) -> Tools:
    return Tools(paying, sealing=Sealing.of(SHARED_KEY))


def subscribed(paying: Paying) -> list[Message]:
    contracts: list[Subscription] = list(subscriptions(tools(paying)))
    heard = [each.contract for each in contracts if each.contract is not EraseOrganization]
    return [read_example(contract, path) for contract in heard for path in examples(contract)]


@pytest.fixture
async def clean(unit: UnitOfWork, paying: Paying) -> AsyncIterator[UUID]:
    """The examples' tenant as an organisation; all of it goes at the end, since their ids are always the same."""
    tenant = subscribed(paying)[0].tenant_id
    async with unit.begin(tenant) as tx:
        await organization_store.add_organization(tx, f"Examples {tenant}")
    yield tenant
    async with unit.begin(tenant) as tx:
        for table in (organizations, inbox, outbox, saga_replies, sagas, saga_history):
            await tx.execute(delete(table))


async def deliver(paying: Paying, messages: list[Message]) -> MemoryBroker:
    broker = MemoryBroker()
    for message in messages:
        broker.emit(message)
    member = consumer(tools(paying), MemoryLog(broker))
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
        rows = await tx.execute(
            text("SELECT audit_id, reserved, used, state FROM reservations ORDER BY audit_id, quota")
        )
        return f"{rows.all()} {await emitted(unit, tenant)}"


async def test_the_examples_change_the_state_once(unit: UnitOfWork, paying: Paying, clean: UUID) -> None:
    messages = subscribed(paying)
    heard = {each.contract.topic for each in subscriptions(tools(paying))}
    assert {message.topic for message in messages} == heard - {EraseOrganization.topic}, "nothing is left after it"
    before = await state(unit, clean)
    first = await deliver(paying, messages)
    once = await state(unit, clean)
    second = await deliver(paying, messages)
    assert before != once == await state(unit, clean)
    assert not first.on_topic("tenants.dead-letters") + second.on_topic("tenants.dead-letters")
