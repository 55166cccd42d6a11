"""An operator's rebuild through the worker beside the consumers, with its job in PostgreSQL."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.rebuilds import store
from analytics.rebuilds.operations import REPLAY
from analytics.rebuilds.worker import LEASE, MOST_ATTEMPTS, POLL_S, rebuild_worker
from analytics.settings import AnalyticsSettings
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted
from common.jobs import Worker
from common.primitives.clock import ManualClock, SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.history import HeldEvents
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def rebuilder(
    unit: UnitOfWork, clickhouse: ClickHouse, panel: list[BrandStateExtracted], clock: ManualClock
) -> AsyncIterator[Worker]:
    async with unit.system() as conn:
        await conn.execute(text("DELETE FROM rebuilds"))
    await write_facts(clickhouse, [fact_rows(event) for event in panel])
    yield rebuild_worker(unit, clickhouse, lambda: HeldEvents(panel), clock)


async def ask(unit: UnitOfWork, *, switch: bool = True) -> None:
    await store.ask(unit, uuid7(), switch=switch, now=ManualClock().now())


async def work(rebuilder: Worker) -> bool:
    """One round of the loop; whether there was a rebuild to do."""
    begun = await rebuilder.claim()
    await rebuilder.drain()
    return bool(begun)


def tables(clickhouse: ClickHouse) -> set[str]:
    return {row["name"] for row in clickhouse.select("SHOW TABLES", {})}


async def newest(unit: UnitOfWork) -> store.Requested:
    async with unit.system() as conn:
        return (await store.newest(conn))[0]


async def test_what_was_asked_for_is_done_once(
    unit: UnitOfWork, rebuilder: Worker, panel: list[BrandStateExtracted]
) -> None:
    await ask(unit)
    assert await work(rebuilder)
    assert not await work(rebuilder)
    job = await newest(unit)
    assert (job.status, job.records, job.total) == ("switched", len(panel), len(panel))
    assert job.result is not None
    assert [row["changed"] for row in job.result["differences"]] == [0, 0]


async def test_one_process_rebuilds_at_a_time(unit: UnitOfWork, rebuilder: Worker, clock: ManualClock) -> None:
    await ask(unit)
    (mine,) = await store.rebuild_queue(unit).claim(store.LANE, 1, clock.now(), LEASE)
    assert not await work(rebuilder)
    await store.rebuild_queue(unit).give_back([mine], clock.now())
    assert await work(rebuilder)
    assert (await newest(unit)).status == "switched"


async def test_a_rebuild_waits_while_another_fills_tables_beside_the_live_ones(
    unit: UnitOfWork, rebuilder: Worker, clock: ManualClock
) -> None:
    """A frozen process holds the lock although its lease went to another; one of an earlier release has no lease."""
    await ask(unit)
    async with store.alone(unit) as mine:
        assert mine
        for _ in range(MOST_ATTEMPTS + 1):
            await work(rebuilder)
            clock.advance(timedelta(seconds=POLL_S))
        assert (await newest(unit)).status == "requested"
    assert await work(rebuilder)
    assert (await newest(unit)).status == "switched"


async def test_a_rebuild_whose_process_died_is_begun_anew(
    unit: UnitOfWork, rebuilder: Worker, clock: ManualClock
) -> None:
    await ask(unit)
    queue = store.rebuild_queue(unit)
    (dead,) = await queue.claim(store.LANE, 1, clock.now(), LEASE)
    async with unit.system() as conn:
        assert await queue.note(conn, dead, {"records": 5, "total": 12})
    assert (await newest(unit)).status == "running"
    assert not await work(rebuilder)
    clock.advance(LEASE)
    assert await work(rebuilder)
    assert (await newest(unit)).status == "switched"
    async with unit.system() as conn:
        assert not await queue.finish(conn, dead, {"status": "different"})
    assert (await newest(unit)).status == "switched"


async def test_a_rebuild_that_its_processes_die_of_ends_with_a_reason(
    unit: UnitOfWork, rebuilder: Worker, clock: ManualClock
) -> None:
    await ask(unit)
    for _ in range(MOST_ATTEMPTS):
        await store.rebuild_queue(unit).claim(store.LANE, 1, clock.now(), LEASE)
        clock.advance(LEASE)
    await work(rebuilder)
    job = await newest(unit)
    assert (job.status, job.result) == ("failed", {"reason": "begun 5 times, and never ended"})
    assert job.ended_at == clock.now()


async def test_a_rebuild_whose_lease_went_to_another_stops_and_says_nothing(
    unit: UnitOfWork, clickhouse: ClickHouse, panel: list[BrandStateExtracted], rebuilder: Worker, clock: ManualClock
) -> None:
    async def taken_over() -> None:
        clock.advance(LEASE)
        assert len(await store.rebuild_queue(unit).claim(store.LANE, 1, clock.now(), LEASE)) == 1

    await ask(unit)
    await work(rebuild_worker(unit, clickhouse, lambda: HeldEvents(panel, meanwhile=taken_over), clock))
    job = await newest(unit)
    assert (job.status, job.result, job.records) == ("running", None, 5)
    assert not [name for name in tables(clickhouse) if name.endswith(("_rebuilt", "_copied"))]


async def test_a_broker_that_is_away_fails_the_rebuild_and_says_so(
    unit: UnitOfWork, clickhouse: ClickHouse, rebuilder: Worker, panel: list[BrandStateExtracted]
) -> None:
    await ask(unit)
    await work(rebuild_worker(unit, clickhouse, lambda: HeldEvents(panel, away=True), ManualClock()))
    job = await newest(unit)
    assert (job.status, job.result) == ("failed", {"reason": "LogUnavailable"})


async def test_the_operator_is_told_how_it_ended(
    urls: DatabaseUrls, unit: UnitOfWork, clickhouse: ClickHouse, panel: list[BrandStateExtracted], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    told = {
        "HTTP_PORT": "9", "KAFKA_BOOTSTRAP": "x:1", "JWKS_URL": "http://x", "DATABASE_URL": urls.app, "MODE": "local",
        "CLICKHOUSE_PATH": str(tmp_path),
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(f"ANALYTICS_{name}", value)
    chosen = argparse.Namespace(what="facts", compare_only=True, within=30.0, as_json=False)
    stopping = asyncio.Event()
    await write_facts(clickhouse, [fact_rows(event) for event in panel])
    worker = rebuild_worker(unit, clickhouse, lambda: HeldEvents(panel), SystemClock())
    working = asyncio.create_task(worker(stopping))
    assert await REPLAY.run(AnalyticsSettings(), chosen) == 0
    stopping.set()
    await working
    shown = capsys.readouterr().out
    assert "The rebuilt facts equal the live ones; nothing was changed." in shown
    assert "brand_state_facts" in shown
