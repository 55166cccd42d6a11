"""Each committed example of what auth listens to goes through its consumer, twice; the results are compared."""

import asyncio

import pytest
from sqlalchemy import select

from auth.consumer import consumer, subscriptions
from auth.memberships.tables import memberships
from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.messaging.memory import MemoryBroker, MemoryLog
from common.stores.postgres import UnitOfWork

pytestmark = pytest.mark.contracts


async def deliver(unit: UnitOfWork, messages: list[Message]) -> MemoryBroker:
    broker = MemoryBroker()
    for message in messages:
        broker.emit(message)
    member = consumer(unit, MemoryLog(broker))
    running = asyncio.create_task(member.run())
    for _ in range(500):
        if running.done() or sum(broker.committed.values()) == len(messages):
            break
        await asyncio.sleep(0.01)
    member.stop()
    await running
    return broker


async def test_the_examples_change_the_state_once(unit: UnitOfWork) -> None:
    contracts = [each.contract for each in subscriptions(unit)]
    messages = [read_example(contract, path) for contract in contracts for path in examples(contract)]
    assert messages
    brokers, states = [], []
    for _ in range(2):
        brokers.append(await deliver(unit, messages))
        async with unit.begin(messages[0].tenant_id) as tx:
            states.append([tuple(row) for row in await tx.execute(select(memberships))])
    assert states[0] == states[1] != []
    assert not [record for broker in brokers for record in broker.on_topic("auth.dead-letters")]
