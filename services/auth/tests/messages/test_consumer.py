"""The subscription table on the in-memory log."""

import asyncio

import pytest

from auth.app import post_of
from auth.consumer import consumer
from auth.settings import AuthSettings
from common.contracts.tenants import MemberJoined
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.ids import uuid7

from ..service import Service

pytestmark = pytest.mark.engines


async def test_a_membership_that_is_announced_twice_can_be_chosen_at_log_in(
    service: Service, settings: AuthSettings
) -> None:  # fmt: skip
    email, user_id = await service.register()
    organization_id, broker = uuid7(), MemoryBroker()
    event = MemberJoined(tenant_id=organization_id, organization_id=organization_id, user_id=user_id, role="member")
    broker.emit(event)
    broker.emit(event)
    member = consumer(service.unit, MemoryLog(broker), service.clock, post_of(settings, service.clock))
    running = asyncio.create_task(member.run())
    for _ in range(500):
        if running.done() or sum(broker.committed.values()) == 2:
            break
        await asyncio.sleep(0.01)
    member.stop()
    await running
    assert (await service.log_in(email, organization_id)).json()["organization_id"] == str(organization_id)
    assert not broker.on_topic("auth.dead-letters")
