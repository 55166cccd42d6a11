"""Each committed example of what auth listens to goes through its consumer, twice; the results are compared."""

import asyncio

import pytest
from sqlalchemy import select

from auth.app import post_of
from auth.audit_log.tables import audit_log
from auth.consumer import consumer, subscriptions
from auth.mails.handlers import Post
from auth.mails.tables import mails
from auth.memberships.tables import memberships
from auth.settings import AuthSettings
from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.contracts.tenants import EraseAccess
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.clock import SystemClock
from common.stores.postgres import UnitOfWork

pytestmark = pytest.mark.contracts


async def deliver(unit: UnitOfWork, messages: list[Message], post: Post) -> MemoryBroker:
    broker = MemoryBroker()
    for message in messages:
        broker.emit(message)
    member = consumer(unit, MemoryLog(broker), SystemClock(), post)
    running = asyncio.create_task(member.run())
    for _ in range(500):
        if running.done() or sum(broker.committed.values()) == len(messages):
            break
        await asyncio.sleep(0.01)
    member.stop()
    await running
    return broker


async def test_the_examples_change_the_state_once(unit: UnitOfWork, settings: AuthSettings) -> None:
    post = post_of(settings, SystemClock())
    heard = {each.contract: None for each in subscriptions(unit, SystemClock(), post)}
    contracts = [each for each in heard if each is not EraseAccess]  # nothing is left after it, see erasure
    messages = [read_example(contract, path) for contract in contracts for path in examples(contract)]
    assert messages
    brokers, states = [], []
    for _ in range(2):
        brokers.append(await deliver(unit, messages, post))
        async with unit.begin(messages[0].tenant_id) as tx:
            kept = [
                [tuple(row) for row in await tx.execute(select(table))] for table in (memberships, audit_log, mails)
            ]
            states.append(kept)
    assert states[0] == states[1]
    assert all(states[0])
    assert not [record for broker in brokers for record in broker.on_topic("auth.dead-letters")]
