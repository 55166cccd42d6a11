"""The state topic of organisations: what was founded before it is announced by an operator, once."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select, text

from common.contracts.tenants import OrganizationState
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Row
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import outbox
from common.testing.outbox import emitted
from common.testing.postgres import DatabaseUrls
from tenants.organizations.founding import found
from tenants.organizations.state import announce, announce_again

pytestmark = pytest.mark.engines
CLOCK = ManualClock(datetime(2026, 11, 2, 9, tzinfo=UTC))


async def states(unit: UnitOfWork, tenant: UUID) -> list[OrganizationState]:
    """What was announced of an organisation, by revision."""
    told = [each for each in await emitted(unit, tenant) if isinstance(each, OrganizationState)]
    return sorted(told, key=lambda state: state.revision)


async def test_an_organisation_of_before_the_topic_is_announced_once(unit: UnitOfWork, urls: DatabaseUrls) -> None:
    organization = await found("Harbour Lane", uuid7(), database=unit, clock=CLOCK)
    async with unit.begin(organization.id) as tx:
        await tx.execute(text("UPDATE organizations SET state_revision = 0"))
        await tx.execute(text("DELETE FROM outbox"))
    assert await announce_again(unit, urls.operations, CLOCK, every=False) >= 1
    assert await announce_again(unit, urls.operations, CLOCK, every=False) == 0
    [state] = await states(unit, organization.id)
    assert (state.revision, state.name, state.tier) == (1, "Harbour Lane", "free")
    assert await announce_again(unit, urls.operations, CLOCK, every=True) >= 1
    assert [each.revision for each in await states(unit, organization.id)] == [1, 2]


async def test_changes_side_by_side_take_turns_and_each_is_announced(unit: UnitOfWork) -> None:
    organization = await found("Harbour Lane", uuid7(), database=unit, clock=CLOCK)

    async def change() -> None:
        async with unit.begin(organization.id) as tx:
            await announce(tx, CLOCK.now())

    await asyncio.gather(*(change() for _ in range(9)))
    told = await states(unit, organization.id)
    assert [state.revision for state in told] == list(range(1, 11))
    assert [state.id for state in told] == [OrganizationState.id_of(organization.id, n) for n in range(1, 11)]


async def test_a_state_behind_which_a_newer_one_waits_is_old_news(unit: UnitOfWork, urls: DatabaseUrls) -> None:
    organization = await found("Harbour Lane", uuid7(), database=unit, clock=CLOCK)
    await announce_again(unit, urls.operations, CLOCK, every=True)
    async with unit.begin(organization.id) as tx:
        kept = (await tx.execute(select(outbox).where(outbox.c.topic == OrganizationState.topic))).all()
    rows = [Row(row.tenant_id, row.id, row.topic, row.created_at) for row in kept]
    store = PostgresOutbox(urls.operations)
    assert await store.superseded(rows) == {OrganizationState.id_of(organization.id, 1)}
    assert (
        await store.superseded([row for row in rows if row.id == OrganizationState.id_of(organization.id, 2)]) == set()
    )
    await store.close()
