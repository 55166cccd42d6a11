"""The state topic of websites: each change is announced in its order, and whoever reads it all knows the present."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from collector.shared.store import Store
from collector.websites.state import announce_again
from common.contracts.collector import WebsiteState
from common.messaging.envelope import decode
from common.messaging.memory import MemoryBroker
from common.outbox.mongo import MongoOutbox
from common.outbox.reconcile import Row
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit

from .service import Service, small_site

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


async def outbox(unit: MongoUnit) -> list[dict[str, Any]]:
    return await unit.db["outbox"].find({"topic": WebsiteState.topic}).sort("created_at", 1).to_list()


async def known_to_a_new_subscriber(unit: MongoUnit) -> dict[UUID, WebsiteState]:
    """Read the topic from its beginning; the newest of each key is kept."""
    broker = MemoryBroker()
    for row in await outbox(unit):
        broker.emit(WebsiteState.model_validate_json(row["payload"]))
    known: dict[UUID, WebsiteState] = {}
    for record in broker.on_topic(WebsiteState.topic):
        state = decode(record)
        assert isinstance(state, WebsiteState)
        assert record.key == str(state.website_id).encode()
        if state.website_id not in known or known[state.website_id].revision < state.revision:
            known[state.website_id] = state
    return known


async def test_a_crawl_announces_each_state_of_its_website(service: Service) -> None:
    small_site(service.site)
    await service.handle(service.crawl(uuid7()))
    await service.work(service.replied)
    states = await service.announced(WebsiteState)
    assert [(state.revision, state.status) for state in states] == [(2, "scraping"), (3, "completed")]
    assert states[0].last_scraped_at is None
    assert states[1].last_scraped_at is not None
    assert states[1].id == WebsiteState.id_of(service.website, 3)


async def test_a_redelivered_command_announces_nothing_new(service: Service) -> None:
    command = service.crawl(uuid7())
    await service.handle(command)
    await service.handle(command, command)
    assert len(await service.announced(WebsiteState)) == 1


async def test_a_new_subscriber_learns_every_websites_present(unit: MongoUnit) -> None:
    websites = [(uuid7(), uuid7()) for _ in range(3)]
    for tenant, website in websites:
        fields = {"url": "https://a.example/", "domain": "a.example", "name": None}
        await Store(unit.db, tenant).insert_website(website, fields, NOW)
    await unit.db["websites"].update_one({"_id": str(websites[0][1])}, {"$unset": {"state_revision": 1}})
    assert await announce_again(unit, every=False) == 1, "one is of before the topic"
    assert await announce_again(unit, every=False) == 0
    assert set(await known_to_a_new_subscriber(unit)) == {websites[0][1]}
    assert await announce_again(unit, every=True) == 3
    known = await known_to_a_new_subscriber(unit)
    assert {(state.tenant_id, state.website_id) for state in known.values()} == set(websites)
    assert {(state.status, state.url, state.deleted) for state in known.values()} == {
        ("pending", "https://a.example/", False)
    }
    assert known[websites[0][1]].revision == 2


async def test_a_state_behind_which_a_newer_one_waits_is_old_news(service: Service) -> None:
    small_site(service.site)
    await service.handle(service.crawl(uuid7()))
    await service.work(service.replied)
    rows = [
        Row(UUID(row["tenant_id"]), UUID(row["_id"]), row["topic"], row["created_at"])
        for row in await outbox(service.unit)
    ]
    store = MongoOutbox(service.unit.db.client, service.unit.db.name)
    revisions = {UUID(row["_id"]): json.loads(row["payload"])["revision"] for row in await outbox(service.unit)}
    assert {revisions[each] for each in await store.superseded(rows)} == {2}
    assert await store.superseded([row for row in rows if revisions[row.id] == 3]) == set()
