"""The subscription table on the in-memory log: each message twice, one effect."""

import asyncio
from uuid import UUID

import pytest

from common.contracts.message import Message
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, ReleaseQuota, ReserveQuota
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.outbox import emitted
from tenants.billing.paying import Paying
from tenants.consumer import Tools, consumer

pytestmark = pytest.mark.engines


async def consumed(paying: Paying, *messages: Message) -> MemoryBroker:
    """Each message, delivered twice by the log and handled by the consumer."""
    broker = MemoryBroker()
    for message in messages:
        broker.emit(message)
        broker.emit(message)
    member = consumer(Tools(paying), MemoryLog(broker))
    running = asyncio.create_task(member.run())
    for _ in range(500):
        if running.done() or sum(broker.committed.values()) == 2 * len(messages):
            break
        await asyncio.sleep(0.01)
    member.stop()
    await running
    return broker


async def test_every_subscribed_message_has_one_effect_however_often_it_comes(
    unit: UnitOfWork, paying: Paying, tenant: UUID
) -> None:
    website_id, audits = uuid7(), [uuid7() for _ in range(4)]
    ids = {"tenant_id": tenant, "website_id": website_id}
    reserved = [ReserveQuota(saga_id=audit, step="reserve-quota", answers=10, **ids) for audit in audits]
    await consumed(paying, *reserved)
    reasons = {"step": "crawl", "reason": "no-page-readable", "detail": "No page could be read."}
    broker = await consumed(
        paying,
        ReleaseQuota(saga_id=audits[0], step="reserve-quota", used=1, **ids),
        AuditCompleted(audit_id=audits[1], answers=2, **ids),
        AuditFailed(audit_id=audits[2], answers=3, **ids, **reasons),
        AuditCancelled(audit_id=audits[3], answers=4, **ids),
    )
    topics = [message.topic for message in await emitted(unit, tenant)]
    assert topics.count("tenants.quota-reserved") == 4
    assert topics.count("tenants.quota-released") == 4
    assert topics.count("simulator.audit-step-replied") == 5
    assert not broker.on_topic("tenants.dead-letters")
