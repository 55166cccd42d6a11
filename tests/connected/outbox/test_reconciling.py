"""Outbox rows are held against what Kafka has: the missing are published again, the confirmed are pruned in the end."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from prometheus_client import REGISTRY
from pymongo import AsyncMongoClient
from sqlalchemy import text

from common.contracts.collector import WebsiteRegistered
from common.contracts.message import Message
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.history import KafkaHistory
from common.outbox.housekeeping import KEEP_INBOX, KEEP_OUTBOX, Housekeeping
from common.outbox.mongo import MongoOutbox
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Reconciler
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork

from ..spine import Listener, Spine, listening

pytestmark = pytest.mark.connected
LATER = timedelta(minutes=5)


def joined() -> MemberJoined:
    tenant = uuid7()
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")


def registered() -> WebsiteRegistered:
    return WebsiteRegistered(tenant_id=uuid7(), website_id=uuid7(), url="https://example.org/", domain="example.org")


async def emit(unit: UnitOfWork | MongoUnit, messages: Sequence[Message]) -> None:
    for message in messages:
        async with unit.begin(message.tenant_id) as tx:
            tx.emit(message)


def reconciler(spine: Spine, store: PostgresOutbox | MongoOutbox, *, ahead: timedelta = LATER) -> Reconciler:
    """One whose clock is ahead, so that nothing is too young to be compared."""
    history = partial(KafkaHistory, spine.bootstrap, client_id="reconcile")
    return Reconciler(store, history, ManualClock(datetime.now(UTC) + ahead))


async def arrived(listener: Listener, wanted: Sequence[Message]) -> Counter[str | None]:
    ids = {str(message.id) for message in wanted}

    def all_here(records: Sequence[Any]) -> bool:
        return ids <= {record.header("ce_id") for record in records}

    records = await listener.until(all_here, "the messages in Kafka")
    return Counter(record.header("ce_id") for record in records if record.header("ce_id") in ids)


@pytest.fixture
async def postgres(spine: Spine) -> AsyncIterator[PostgresOutbox]:
    store = PostgresOutbox(spine.stack.urls.postgres("tenants", "operations"))
    yield store
    await store.close()


@pytest.fixture
async def superuser(spine: Spine) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(spine.stack.urls.postgres_superuser("tenants"))
    yield connection
    await connection.close()


async def ids_left(superuser: asyncpg.Connection, messages: Sequence[Message]) -> set[UUID]:
    rows = await superuser.fetch("SELECT id FROM outbox WHERE id = ANY($1)", [message.id for message in messages])
    return {row["id"] for row in rows}


async def test_what_never_reached_kafka_is_published_again_and_the_rest_is_confirmed(
    spine: Spine, unit: UnitOfWork, postgres: PostgresOutbox, superuser: asyncpg.Connection
) -> None:
    there, missing = [joined() for _ in range(5)], [joined() for _ in range(4)]
    async with listening(spine.bootstrap, MemberJoined.topic) as listener:
        await emit(unit, there)
        await arrived(listener, there)
        await superuser.execute("ALTER PUBLICATION outbox SET (publish = 'truncate')")  # the connector sees no insert
        try:
            await emit(unit, missing)
        finally:
            await superuser.execute("ALTER PUBLICATION outbox SET (publish = 'insert')")
        done = await reconciler(spine, postgres).run()
        assert done.missing == len(missing)
        assert done.confirmed >= len(there)
        assert set((await arrived(listener, missing)).values()) == {1}
    assert (await reconciler(spine, postgres).run()).missing == 0
    query = "SELECT count(*) FROM outbox WHERE id = ANY($1) AND confirmed_at IS NOT NULL"
    assert await superuser.fetchval(query, [message.id for message in missing]) == len(missing)


async def test_what_is_too_young_is_not_missed(spine: Spine, unit: UnitOfWork, postgres: PostgresOutbox) -> None:
    await reconciler(spine, postgres).run()
    await emit(unit, [joined()])
    done = await reconciler(spine, postgres, ahead=timedelta()).run()
    assert (done.compared, done.missing) == (0, 0)


async def test_after_a_broker_lost_records_the_confirmed_are_compared_too(
    spine: Spine, unit: UnitOfWork, postgres: PostgresOutbox, superuser: asyncpg.Connection
) -> None:
    lost = joined()
    await superuser.execute("ALTER PUBLICATION outbox SET (publish = 'truncate')")
    try:
        await emit(unit, [lost])
    finally:
        await superuser.execute("ALTER PUBLICATION outbox SET (publish = 'insert')")
    await superuser.execute("UPDATE outbox SET confirmed_at = now() WHERE id = $1", lost.id)
    async with listening(spine.bootstrap, MemberJoined.topic) as listener:
        assert (await reconciler(spine, postgres).run()).missing == 0
        assert (await reconciler(spine, postgres).run(full=True)).missing == 1
        await arrived(listener, [lost])


async def test_confirmed_rows_are_pruned_after_a_day_and_unconfirmed_ones_never(
    spine: Spine, unit: UnitOfWork, postgres: PostgresOutbox, superuser: asyncpg.Connection
) -> None:
    old, young, unconfirmed = joined(), joined(), joined()
    async with listening(spine.bootstrap, MemberJoined.topic) as listener:
        await emit(unit, [old, young, unconfirmed])
        await arrived(listener, [old, young, unconfirmed])
    await superuser.execute("UPDATE outbox SET confirmed_at = now() WHERE id = ANY($1)", [old.id, young.id])
    aged = datetime.now(UTC) - KEEP_OUTBOX - timedelta(minutes=1)
    await superuser.execute("UPDATE outbox SET created_at = $1 WHERE id = ANY($2)", aged, [old.id, unconfirmed.id])
    assert await postgres.prune(before=datetime.now(UTC) - KEEP_OUTBOX, most=1000) >= 1
    assert await ids_left(superuser, [old, young, unconfirmed]) == {young.id, unconfirmed.id}


async def test_the_inbox_is_kept_as_long_as_a_message_can_come_again(
    spine: Spine, unit: UnitOfWork, postgres: PostgresOutbox, superuser: asyncpg.Connection
) -> None:
    message = joined()
    async with unit.once(message):
        pass
    keeper = Housekeeping("tenants", postgres, reconciler(spine, postgres, ahead=timedelta()))
    for age, left in ((KEEP_INBOX - timedelta(hours=1), 1), (KEEP_INBOX + timedelta(hours=1), 0)):
        await superuser.execute(
            "UPDATE inbox SET handled_at = $1 WHERE message_id = $2", datetime.now(UTC) - age, message.id
        )
        await keeper.turn()
        assert await superuser.fetchval("SELECT count(*) FROM inbox WHERE message_id = $1", message.id) == left


async def test_how_much_log_the_slot_keeps_is_told_and_a_slot_that_is_gone_is_an_alarm(
    spine: Spine, postgres: PostgresOutbox, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(name: str, service: str) -> float | None:
        return REGISTRY.get_sample_value(name, {"service": service})

    await Housekeeping("tenants", postgres, reconciler(spine, postgres, ahead=timedelta())).turn()
    retained, share = (told(f"brandmon_slot_{name}", "tenants") for name in ("retained_bytes", "share_of_limit"))
    assert retained is not None
    assert retained > 0
    assert share is not None
    assert 0 <= share < 0.25
    assert "needs somebody" not in capsys.readouterr().out
    nobody = Housekeeping("nobody", postgres, reconciler(spine, postgres, ahead=timedelta()))
    await nobody.turn()
    assert "needs somebody" not in capsys.readouterr().out, "at a first start the connector comes after the service"
    await nobody.turn()
    assert told("brandmon_slot_share_of_limit", "nobody") == 1.0
    assert "needs somebody" in capsys.readouterr().out


async def test_the_operations_role_sees_messages_of_all_tenants_and_nothing_else_of_theirs(
    spine: Spine, unit: UnitOfWork
) -> None:
    message = joined()
    async with unit.begin(message.tenant_id) as tx:
        tx.emit(message)
        await tx.execute(
            text("INSERT INTO effects (tenant_id, id) VALUES (:tenant, :id)"),
            {"tenant": message.tenant_id, "id": uuid7()},
        )
    connection = await asyncpg.connect(spine.stack.urls.postgres("tenants", "operations", scheme="postgresql"))
    try:
        assert await connection.fetchval("SELECT count(*) FROM outbox WHERE id = $1", message.id) == 1
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetchval("SELECT count(*) FROM effects")
    finally:
        await connection.close()


async def test_the_outbox_in_mongodb_is_reconciled_and_pruned_too(spine: Spine, mongo: MongoUnit) -> None:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(spine.mongo_url, tz_aware=True)
    async with client:
        store = MongoOutbox(client, "collector")
        there = [registered() for _ in range(3)]
        async with listening(spine.bootstrap, WebsiteRegistered.topic) as listener:
            await emit(mongo, there)
            await arrived(listener, there)
            lost = registered()
            await emit(mongo, [lost])
            await arrived(listener, [lost])
            done = await reconciler(spine, store).run()
            assert (done.missing, done.confirmed) == (0, done.compared)
            twin = {**(await mongo.db["outbox"].find_one({"_id": str(lost.id)}) or {})}
            twin |= {"_id": str(uuid7()), "confirmed_at": None}
            twin["event_id"] = twin["_id"]
            await mongo.db["outbox"].delete_one({"_id": str(lost.id)})
            await publish_under_another_id(mongo, twin)
            assert (await reconciler(spine, store).run()).missing == 1

            def here(records: Sequence[Any]) -> bool:
                return twin["_id"] in {record.header("ce_id") for record in records}

            await listener.until(here, "the row that was missing")
        await mongo.db["outbox"].update_many({}, {"$set": {"created_at": datetime.now(UTC) - 2 * KEEP_OUTBOX}})
        confirmed = await mongo.db["outbox"].count_documents({"confirmed_at": {"$ne": None}})
        assert await store.prune(before=datetime.now(UTC) - KEEP_OUTBOX, most=1000) == confirmed


async def publish_under_another_id(mongo: MongoUnit, row: dict[str, Any]) -> None:
    """Put a row into the outbox whose id never reaches Kafka: the connector reads inserts, and no updates."""
    await mongo.db["outbox"].insert_one({**row, "event_id": str(uuid7())})
    await mongo.db["outbox"].update_one({"_id": row["_id"]}, {"$set": {"event_id": row["_id"]}})
