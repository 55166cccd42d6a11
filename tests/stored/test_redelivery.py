"""The inbox of then is the inbox of now: whatever a topic still holds, delivered once more, makes no second effect."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from common.contracts.registry import SERVICES, dead_letter_topic
from common.messaging.log import Partition
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer, Subscription

from .conftest import Opened
from .contents import contents, handlers_of
from .kept import Kept

pytestmark = pytest.mark.engines
LOOKS = 6000
"""How often it is looked, 10 ms apart, whether everything was handled."""
SINCE = {
    "follow_audits", "erase_website", "erase_drawings", "keep_analysis", "keep_plan", "keep_answers", "keep_readings",
    "tell_cancelled", "tell_completed", "tell_failed", "tell_figures", "tell_report", "remember_organization",
    "count_website", "begin_sign_up", "export_part", "assemble_export", "discard_export", "move_export_saga",
}  # fmt: skip
"""Handlers that the stored release did not have: what the topics hold is new to them, once."""


async def deliver(kept: Kept, consumers: Mapping[str, Sequence[Subscription]]) -> MemoryBroker:
    """Give each group every record of its topics, through a consumer; the log afterwards, with its dead letters."""
    broker = MemoryBroker()
    for group, subscriptions in consumers.items():
        topics = {each.topic for each in subscriptions}
        records = [record for topic in sorted(topics) for record in kept.records(topic)]
        for record in records:
            at = Partition(record.topic, record.partition)
            if len(broker.records[at]) <= record.offset:
                assert record.offset == len(broker.records[at]), "a record is missing"
                broker.append_to(at, record.key, record.value, record.headers)
        member = Consumer(group, subscriptions, MemoryLog(broker))
        running = asyncio.create_task(member.run())
        for _ in range(LOOKS):
            if running.done() or committed(broker, group) >= len(records):
                break
            await asyncio.sleep(0.01)
        member.stop()
        await running
        assert committed(broker, group) == len(records)
    return broker


def committed(broker: MemoryBroker, group: str) -> int:
    return sum(offset for (name, _), offset in broker.committed.items() if name == group)


@pytest.mark.parametrize("service", SERVICES)
async def test_every_record_that_comes_again_changes_nothing(kept: Kept, opened: Opened, service: str) -> None:
    async with opened(service) as (part, stores):
        known = {f"{group}/{each.name}" for group, listens in part.consumers.items() for each in listens}
        named = await handlers_of(part, stores)
        assert named
        assert not named - known, "a handler of another name would handle again what was handled"
        newer = {group: [each for each in listens if each.name in SINCE] for group, listens in part.consumers.items()}
        await deliver(kept, {group: listens for group, listens in newer.items() if listens})
        before = await contents(part, stores)
        broker = await deliver(kept, part.consumers)
        after = await contents(part, stores)
        changed = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
        assert not changed
    letters = broker.on_topic(dead_letter_topic(service))
    hears_what_is_broken = service in ("collector", "reports")
    assert len(letters) == (2 if hears_what_is_broken else 0), "only what was broken on purpose is laid aside"


async def test_a_handler_of_another_name_would_be_noticed(kept: Kept, opened: Opened) -> None:
    async with opened("tenants", own=True) as (part, stores):
        renamed = {
            group: [replace(each, name=f"{each.name}_again") for each in listens]
            for group, listens in part.consumers.items()
        }
        before = await contents(part, stores)
        await deliver(kept, renamed)
        assert await contents(part, stores) != before
