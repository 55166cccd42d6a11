"""Every committed example of what collector consumes, through its consumer, twice; and the words it shares."""

import asyncio
from typing import get_args

import pytest

from collector.consumer import subscriptions
from collector.pages.rules.page import PageType
from common.contracts import vocabulary
from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.contracts.simulator import CancelCrawl, CrawlWebsite
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer
from common.outbound.addresses import Guard
from common.primitives.clock import SystemClock
from common.stores.mongo import MongoUnit

from .conftest import MemoryObjects

pytestmark = pytest.mark.contracts


async def deliver(unit: MongoUnit, broker: MemoryBroker, count: int) -> None:
    consumer = Consumer("collector", subscriptions(unit, Guard(), SystemClock(), MemoryObjects()), MemoryLog(broker))
    running = asyncio.create_task(consumer.run())
    async with asyncio.timeout(20):
        while sum(broker.committed.values()) < count:  # noqa: ASYNC110 - the log tells nobody
            await asyncio.sleep(0.01)
    consumer.stop()
    await running


async def state(unit: MongoUnit) -> dict[str, int]:
    return {name: await unit.db[name].count_documents({}) for name in sorted(await unit.db.list_collection_names())}


@pytest.mark.parametrize("contract", [CrawlWebsite, CancelCrawl])
async def test_an_example_that_comes_twice_has_one_effect(contract: type[Message], unit: MongoUnit) -> None:
    broker = MemoryBroker()
    committed = [read_example(contract, path) for path in examples(contract)]
    assert committed
    for example in committed:
        broker.emit(example)
    await deliver(unit, broker, len(committed))
    first = await state(unit)
    assert first["inbox"] == len(committed)
    assert first["outbox"] >= 1
    for example in committed:
        broker.emit(example)
    await deliver(unit, broker, 2 * len(committed))
    assert await state(unit) == first
    assert broker.on_topic("collector.dead-letters") == []


def test_the_kinds_of_pages_are_those_of_the_published_language() -> None:
    assert set(get_args(PageType)) == set(get_args(vocabulary.PageType))
