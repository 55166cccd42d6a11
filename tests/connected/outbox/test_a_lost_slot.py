"""A replication slot that was dropped, or that PostgreSQL gave up: recovered by one command, with nothing missing."""

import asyncio

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from brandmon_local import Stack
from brandmon_local.provisioning.connectors import apply_connector, connector_rows, recover_connector, slot_name
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.history import KafkaHistory
from common.outbox.connectors import ConnectorFailed, Connectors, outbox_connector
from common.outbox.connectors.slots import drop_slot, slot
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from ..spine import until

pytestmark = pytest.mark.connected
SERVICE = "tenants"


@pytest.fixture
async def stack(own_stack: Stack) -> Stack:
    """Engines of its own, with the connector."""
    await apply_connector(own_stack.site, SERVICE)
    return own_stack


async def emit(unit: UnitOfWork, count: int) -> set[str]:
    sent = set()
    for _ in range(count):
        tenant = uuid7()
        member = MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")
        async with unit.begin(tenant) as tx:
            tx.emit(member)
        sent.add(str(member.id))
    return sent


async def in_kafka(stack: Stack) -> set[str | None]:
    history = KafkaHistory(stack.urls.kafka, client_id="test")
    return {record.header("ce_id") async for batch in history.read([MemberJoined.topic]) for record in batch}


async def drop(stack: Stack, superuser: asyncpg.Connection, connectors: Connectors) -> None:
    """An operator's mistake: the slot is gone."""
    await connectors.stop(outbox_connector(SERVICE))

    async def inactive() -> bool:
        return not await superuser.fetchval("SELECT bool_or(active) FROM pg_replication_slots")

    await until(inactive, "the connector lets go of the slot")
    await superuser.execute("SELECT pg_drop_replication_slot($1)", slot_name(SERVICE))


async def lose(stack: Stack, superuser: asyncpg.Connection, connectors: Connectors) -> None:
    """The connector is away while more is written than the database keeps for it."""
    await connectors.pause(outbox_connector(SERVICE))
    await superuser.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'")
    await superuser.execute("SELECT pg_reload_conf()")
    await superuser.execute("CREATE TABLE bulk (text text)")

    async def lost() -> bool:
        await superuser.execute("INSERT INTO bulk SELECT repeat(md5(i::text), 30) FROM generate_series(1, 20000) i")
        await superuser.execute("SELECT pg_switch_wal()")
        await superuser.execute("CHECKPOINT")
        return bool(await superuser.fetchval("SELECT wal_status = 'lost' FROM pg_replication_slots"))

    await until(lost, "PostgreSQL gives the slot up", within_s=60)
    await superuser.execute("ALTER SYSTEM RESET max_slot_wal_keep_size")
    await superuser.execute("SELECT pg_reload_conf()")


@pytest.mark.parametrize(("how", "seen_as"), [(drop, "absent"), (lose, "lost")])
async def test_recovery_ends_with_nothing_missing(stack: Stack, how: object, seen_as: str) -> None:
    unit = UnitOfWork(stack.urls.postgres(SERVICE), service=SERVICE)
    superuser = await asyncpg.connect(stack.urls.postgres_superuser(SERVICE))
    async with Connectors(stack.urls.connect) as connectors:
        before = await emit(unit, 20)

        async def arrived() -> bool:
            return before <= await in_kafka(stack)

        await until(arrived, "the first events in Kafka")
        await how(stack, superuser, connectors)  # type: ignore[operator]
        meanwhile = await emit(unit, 30)
        (row,) = [each for each in await connector_rows(stack.site) if each["connector"] == outbox_connector(SERVICE)]
        assert (row["slot"], row["alarm"]) == (seen_as, True)
        recovered = await recover_connector(stack.site, SERVICE)
        assert (recovered.before.status, recovered.before.is_lost) == (seen_as, True)
        assert recovered.reconciled.missing == len(meanwhile)
        after = await emit(unit, 10)

        async def everything() -> bool:
            return before | meanwhile | after <= await in_kafka(stack)

        await until(everything, "every committed event in Kafka")
    await superuser.close()
    await unit.dispose()


async def test_a_slot_is_dropped_once_its_reader_lets_go_and_not_before(stack: Stack) -> None:
    name = slot_name(SERVICE)
    engine = create_async_engine(stack.urls.postgres(SERVICE, "cdc"), isolation_level="AUTOCOMMIT")
    async with Connectors(stack.urls.connect) as connectors, engine.connect() as conn:

        async def is_read() -> bool:
            return (await slot(conn, name)).active

        await until(is_read, "the connector reads the slot", within_s=60)
        with pytest.raises(ConnectorFailed, match="still being read"):
            await drop_slot(conn, name, within_s=0.3)
        assert (await slot(conn, name)).active, "nothing was changed"
        dropping = asyncio.create_task(drop_slot(conn, name))
        await connectors.stop(outbox_connector(SERVICE))
        await dropping
        assert (await slot(conn, name)).status == "absent"
        await drop_slot(conn, name)
    await engine.dispose()
