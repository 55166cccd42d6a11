"""Entries are chained without a gap, once each, whatever comes twice, late, or side by side."""

import asyncio
import itertools
import random
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from auth.audit_log import store
from auth.audit_log.proof.anchors import AnchorDiffers
from auth.audit_log.rules import months_ahead
from auth.audit_log.tables import audit_log
from common.messaging.outcomes import HANDLER, AlreadyHandled
from common.primitives.ids import uuid7
from common.testing.postgres import DatabaseUrls

from .bench import NOW, Bench, action

pytestmark = pytest.mark.engines


async def test_a_chain_stays_linear_under_concurrency(log: Bench) -> None:
    tenant = uuid7()
    await asyncio.gather(*(log.keep([action(tenant) for _ in range(4)]) for _ in range(25)))
    async with log.unit.begin(tenant) as tx:
        entries = [entry async for entry in store.entries_of(tx.conn, tenant)]
    assert [entry.sequence for entry in entries] == list(range(1, 101))
    assert all(after.previous == before.hash for before, after in itertools.pairwise(entries))
    assert (await log.verified()).is_sound


async def test_an_action_that_comes_twice_has_one_entry_even_after_the_inbox_forgot_it(log: Bench) -> None:
    tenant = uuid7()
    event, other = action(tenant), action(tenant)
    await log.keep([event])
    with pytest.raises(AlreadyHandled):
        await log.keep([event])
    token = HANDLER.set("as if the inbox had been pruned")
    await log.keep([event, other, event])
    HANDLER.reset(token)
    async with log.unit.begin(tenant) as tx:
        ids = [entry.id async for entry in store.entries_of(tx.conn, tenant)]
    assert ids == [event.id, other.id]


async def test_an_entry_of_a_month_without_a_part_is_not_lost(log: Bench) -> None:
    tenant, now = uuid7(), log.clock.now()
    log.clock.advance(timedelta(days=400))
    await log.keep([action(tenant)])
    async with log.unit.system() as conn:
        assert not await store.make_part(conn, log.clock.now()), "its entries lie elsewhere, and stay there"
    assert log.clock.now() - now == timedelta(days=400)
    assert (await log.verified()).is_sound


async def test_parts_are_made_ahead_once_by_a_service_that_owns_nothing(log: Bench, own_urls: DatabaseUrls) -> None:
    await log.keeper.turn()
    await log.keeper.turn()
    async with log.unit.system() as conn:
        parts = set(
            (await conn.execute(text("SELECT relname FROM pg_class WHERE relname LIKE 'audit_log_20%'"))).scalars()
        )
        with pytest.raises(DBAPIError, match="no part"):
            await store.make_part(conn, datetime(2050, 1, 1, tzinfo=NOW.tzinfo))
    names = {f"audit_log_{month:%Y_%m}" for month in months_ahead(log.clock.now(), 2)}
    assert names <= parts
    await log.keep([action(uuid7())])
    owner = create_async_engine(own_urls.owner.replace("//owner@", "//postgres@"))
    async with owner.connect() as conn:
        assert (await conn.execute(select(func.count()).select_from(text("audit_log_2026_12")))).scalar_one() > 0
    await owner.dispose()
    with pytest.raises(DBAPIError, match="permission denied"):
        async with log.unit.system() as conn:
            await conn.execute(text("SELECT * FROM audit_log_2026_12"))


TABLES = ("audit_log", "audit_log_2026_12", "audit_log_default", "audit_log_roots")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
async def test_nobody_changes_it_neither_the_service_nor_the_owner_nor_a_replica(
    log: Bench, own_urls: DatabaseUrls, table: str, statement: str
) -> None:
    tenant = (await log.filled(random.Random(1), tenants=1, roots=1))[0]
    column = "made_at" if table == "audit_log_roots" else "recorded_at"
    wrong = statement.format(table, column, column)
    owner, root = (
        create_async_engine(own_urls.owner.replace("//owner@", f"//{who}@")) for who in ("owner", "postgres")
    )
    for engine, before in ((log.unit.engine, ""), (owner, ""), (root, "SET LOCAL session_replication_role = replica")):
        if table == "audit_log_default" and "TRUNCATE" not in statement and engine is not log.unit.engine:
            continue  # no row is there that a trigger could refuse
        with pytest.raises(DBAPIError, match=r"permission denied|append-only"):
            async with engine.begin() as conn:
                await conn.execute(text(before or "SELECT 1"))
                await conn.execute(text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": str(tenant)})
                await conn.execute(text(wrong))
    await owner.dispose()
    await root.dispose()


async def test_another_organisations_entries_neither_show_nor_can_be_written(log: Bench) -> None:
    mine, other = uuid7(), uuid7()
    await log.keep([action(mine)])
    async with log.unit.begin(other) as tx:
        assert (await tx.execute(select(func.count()).select_from(audit_log))).scalar_one() == 0
    async with log.unit.begin(mine) as tx:
        [entry] = [each async for each in store.entries_of(tx.conn, mine)]
    with pytest.raises(DBAPIError, match="row-level security"):
        async with log.unit.begin(other) as tx:
            await store.append(tx, [entry])


async def test_roots_cover_what_came_since_the_one_before_and_lie_outside(log: Bench) -> None:
    await log.filled(random.Random(2), tenants=2, roots=2)
    assert await log.keeper.turn(root_now=True) is None, "nothing came"
    lying = [root async for root in log.anchor.lying()]
    found = await log.verified()
    assert found.is_sound and found.roots == len(lying) and found.anchored == found.entries


async def test_a_root_is_due_when_the_hour_is_over(log: Bench) -> None:
    await log.keep([action(uuid7())])
    await log.keeper.turn(root_now=True)
    await log.keep([action(uuid7())])
    assert await log.keeper.turn() is None
    log.clock.advance(timedelta(hours=1))
    assert await log.keeper.turn() is not None


async def test_an_anchor_is_never_written_again(log: Bench) -> None:
    await log.filled(random.Random(3), tenants=1, roots=1)
    *_, last = [root async for root in log.anchor.lying()]
    await log.anchor.lay(last)
    with pytest.raises(AnchorDiffers):
        await log.anchor.lay(type(last)(last.number, "another"))
