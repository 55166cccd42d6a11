"""State topics on the real broker: compacted, written by both outboxes, and read from the beginning they tell all."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from common.contracts.collector import WebsiteState
from common.contracts.message import State
from common.contracts.registry import COMPACTED, DAY_MS, Topic, topics
from common.contracts.tenants import OrganizationState
from common.messaging.envelope import decode
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.history import KafkaHistory
from common.messaging.kafka.topics import ensure_topics
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork

from .spine import PATIENCE_S, Spine, listening, row_of, until, write

pytestmark = pytest.mark.connected
STATES = (WebsiteState, OrganizationState)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


async def settings_of(bootstrap: str, topic: str) -> dict[str, str]:
    """What the broker was told of a topic."""
    admin = AIOKafkaAdminClient(**driver_options(bootstrap))
    await admin.start()
    try:
        [response] = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    finally:
        await admin.close()
    return {entry[0]: entry[1] for *_, entries in response.resources for entry in entries if entry[3] == 1}


def website(tenant: UUID, website_id: UUID, revision: int, *, deleted: bool = False) -> WebsiteState:
    about = {} if deleted else {"url": "https://a.example/", "domain": "a.example", "status": "pending"}
    known = {"url": None, "domain": None, "status": None, "name": None, "registered_at": None if deleted else NOW}
    return WebsiteState.model_validate(
        {
            **known, **about, "id": WebsiteState.id_of(website_id, revision), "tenant_id": tenant,
            "revision": revision, "deleted": deleted, "website_id": website_id,
        }
    )  # fmt: skip


def organization(tenant: UUID, revision: int, name: str) -> OrganizationState:
    return OrganizationState(
        id=OrganizationState.id_of(tenant, revision), tenant_id=tenant, revision=revision, deleted=False,
        organization_id=tenant, name=name, slug="shop", tier="free", founded_at=NOW,
    )  # fmt: skip


async def known_to_a_new_subscriber(bootstrap: str, contract: type[State]) -> dict[str, State]:
    """The topic read from its beginning: the newest revision of each key."""
    known: dict[str, State] = {}
    history = KafkaHistory(bootstrap, client_id="new-subscriber")
    async for records in history.read([contract.topic]):
        for record in records:
            state = decode(record)
            assert isinstance(state, contract)
            if state.key not in known or known[state.key].revision < state.revision:
                known[state.key] = state
    return known


@pytest.mark.parametrize("contract", STATES)
async def test_a_state_topic_is_compacted_on_the_broker(spine: Spine, contract: type[State]) -> None:
    told = await settings_of(spine.bootstrap, contract.topic)
    assert COMPACTED.items() <= told.items()
    assert "retention.ms" not in told


async def test_every_topic_has_the_settings_of_its_terms(spine: Spine) -> None:
    for topic in topics():
        assert topic.settings.items() <= (await settings_of(spine.bootstrap, topic.name)).items(), topic.name


async def test_a_topic_that_was_told_otherwise_is_told_again_and_keeps_what_operators_set(spine: Spine) -> None:
    name = f"told-{uuid7()}"
    assert await ensure_topics(spine.bootstrap, [Topic(name, 1, DAY_MS)]) == 1
    admin = AIOKafkaAdminClient(**driver_options(spine.bootstrap))
    await admin.start()
    before = await settings_of(spine.bootstrap, name)
    await admin.alter_configs(
        [
            ConfigResource(
                ConfigResourceType.TOPIC, name, {**before, "retention.ms": "1000", "max.message.bytes": "5000"}
            )
        ]
    )
    await admin.close()
    assert await ensure_topics(spine.bootstrap, [Topic(name, 1, 2 * DAY_MS)]) == 0
    after = await settings_of(spine.bootstrap, name)
    assert (after["retention.ms"], after["max.message.bytes"]) == (str(2 * DAY_MS), "5000")
    assert after["min.insync.replicas"] == before["min.insync.replicas"]


async def test_a_new_subscriber_learns_what_both_outboxes_announced(
    spine: Spine, unit: UnitOfWork, mongo: MongoUnit
) -> None:
    tenant, first, second = uuid7(), uuid7(), uuid7()
    async with listening(spine.bootstrap, *(each.topic for each in STATES)) as listener:
        for state in (
            website(tenant, first, 1),
            website(tenant, second, 1),
            website(tenant, first, 2),
            website(tenant, second, 2, deleted=True),
        ):
            async with mongo.begin(tenant) as tx:
                tx.emit(state)
        for state_of_organization in (organization(tenant, 1, "Shop"), organization(tenant, 2, "Harbour Lane")):
            async with unit.begin(tenant) as tx_of_tenants:
                tx_of_tenants.emit(state_of_organization)
        await listener.until(lambda records: len(records) >= 6, "six states in Kafka")
    websites = await known_to_a_new_subscriber(spine.bootstrap, WebsiteState)
    assert (websites[str(first)].revision, websites[str(first)].deleted) == (2, False)
    assert (websites[str(second)].revision, websites[str(second)].deleted) == (2, True)
    organizations = await known_to_a_new_subscriber(spine.bootstrap, OrganizationState)
    known = organizations[str(tenant)]
    assert isinstance(known, OrganizationState)
    assert (known.revision, known.name) == (2, "Harbour Lane")


async def test_what_compaction_leaves_is_read_whole(spine: Spine) -> None:
    """A topic of the same kind whose log is cleaned at once: the gaps hold up neither the reader nor the tooling."""
    name = f"cleaned-{uuid7()}"
    await ensure_topics(spine.bootstrap, [Topic(name, 1, None)])
    at_once = {"min.compaction.lag.ms": "0", "segment.ms": "50", "min.cleanable.dirty.ratio": "0.001"}
    admin = AIOKafkaAdminClient(**driver_options(spine.bootstrap))
    await admin.start()
    told = {**(await settings_of(spine.bootstrap, name)), **at_once}
    await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, told)])
    await admin.close()
    tenant, things = uuid7(), [uuid7() for _ in range(3)]
    for revision in range(1, 6):
        rows = [row_of(website(tenant, each, revision)) for each in things]
        await write(spine.bootstrap, [(name, key, body, headers) for _, key, body, headers in rows])
        await asyncio.sleep(0.2)  # a segment that is older than that is closed, and may be cleaned
    history = KafkaHistory(spine.bootstrap, client_id="cleaned")
    held = partial(_records, history, name)

    async def is_cleaned() -> bool:
        return len(await held()) < 15

    await until(is_cleaned, "the log cleaned", within_s=2 * PATIENCE_S)
    newest: dict[bytes | None, int] = {}
    for key, body in await held():
        newest[key] = WebsiteState.model_validate_json(body).revision
    assert newest == {str(each).encode(): 5 for each in things}
    assert await history.begins_at([name]) is not None


async def _records(history: KafkaHistory, topic: str) -> list[tuple[bytes | None, bytes]]:
    return [(each.key, each.value or b"") async for batch in history.read([topic]) for each in batch]
