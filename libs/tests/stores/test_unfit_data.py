"""What PostgreSQL can't hold of a message: laid aside with its reason, and the messages of other keys are handled."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from common.contracts.tenants import OrganizationCreated
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.outcomes import HANDLER, Rejected
from common.messaging.runtime.consumer import Consumer, Subscription, on, on_batch, on_key
from common.messaging.runtime.retry import Retry
from common.primitives.ids import uuid7
from common.stores.postgres import Tx, UnitOfWork
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines
QUICK = Retry(failures=2, first_wait_s=0.001, longest_wait_s=0.005)
NUL = "a\x00b"


@pytest.fixture(scope="module")
def urls(migrated: Callable[[str], DatabaseUrls]) -> DatabaseUrls:
    return migrated("tenants")


@pytest.fixture
async def unit(urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(urls.app, service="tenants")
    yield unit
    await unit.dispose()


def created(slug: str, tenant: UUID | None = None) -> OrganizationCreated:
    tenant = tenant or uuid7()
    return OrganizationCreated(tenant_id=tenant, organization_id=tenant, name="Tillvane", slug=slug, tier="free")


async def keep(tx: Tx, event: OrganizationCreated) -> None:
    await tx.execute(text("SELECT CAST(:name AS text)"), {"name": event.slug})


def shaped(shape: str, unit: UnitOfWork, handled: list[UUID]) -> Subscription:
    async def one(event: OrganizationCreated) -> None:
        async with unit.once(event) as tx:
            await keep(tx, event)
        handled.append(event.id)

    async def some(events: Any) -> None:
        async with unit.once_each(events) as (tx, fresh):
            for event in fresh:
                await keep(tx, event)
        handled.extend(event.id for event in fresh)

    async def rows(events: Any) -> None:
        for event in events:
            await one(event)

    match shape:
        case "one":
            return on(OrganizationCreated, one, name="handle")
        case "key":
            return on_key(OrganizationCreated, some, name="handle", most=10)
        case _:
            return on_batch(OrganizationCreated, rows, name="handle")


@pytest.mark.parametrize("shape", ["one", "key", "batch"])
async def test_a_message_that_cannot_be_stored_is_laid_aside_and_the_consumer_goes_on(
    unit: UnitOfWork, shape: str
) -> None:
    broker, handled = MemoryBroker(partitions_per_topic=1), list[UUID]()
    bad, good = created(NUL), created("Tillvane")
    behind = created("Later", bad.tenant_id)
    for event in (bad, good, behind):
        broker.emit(event)
    consumer = Consumer("auth", [shaped(shape, unit, handled)], MemoryLog(broker), retry=QUICK)
    running = asyncio.create_task(consumer.run())
    for _ in range(500):
        if running.done() or (handled and len(broker.on_topic("auth.dead-letters")) == 2):
            break
        await asyncio.sleep(0.01)
    consumer.stop()
    await running
    assert handled == [good.id]
    first, second = (letter.header("dead_letter_reason") or "" for letter in broker.on_topic("auth.dead-letters"))
    assert first == "PostgreSQL can't hold what it says: CharacterNotInRepertoireError, SQLSTATE 22021"
    assert second.startswith("waits behind")


@pytest.mark.parametrize(
    ("statement", "value", "state"),
    [
        ("SELECT CAST(:v AS text)", NUL, "22021"),
        ("SELECT CAST(CAST(:v AS text) AS jsonb)", '{"name": "a\\u0000b"}', "22P05"),
        ("SELECT CAST(CAST(:v AS text) AS int)", "99999999999", "22003"),
    ],
)
async def test_the_reason_names_the_state_and_none_of_the_data(
    unit: UnitOfWork, statement: str, value: str, state: str
) -> None:
    token = HANDLER.set("auth/handle")
    try:
        with pytest.raises(Rejected, match=f"SQLSTATE {state}$") as rejected:
            async with unit.begin(uuid7()) as tx:
                await tx.execute(text(statement), {"v": value})
    finally:
        HANDLER.reset(token)
    assert value not in str(rejected.value)


async def test_other_faults_are_no_verdict_on_the_message(unit: UnitOfWork) -> None:
    token = HANDLER.set("auth/handle")
    try:
        with pytest.raises(DBAPIError):
            async with unit.begin(uuid7()) as tx:
                await tx.execute(text("SELECT 1 FROM nowhere"))
    finally:
        HANDLER.reset(token)


async def test_where_no_message_is_handled_nothing_is_rejected(unit: UnitOfWork) -> None:
    with pytest.raises(DBAPIError):
        async with unit.begin(uuid7()) as tx:
            await tx.execute(text("SELECT CAST(:v AS text)"), {"v": NUL})
