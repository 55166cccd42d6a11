"""An operator's rebuild through the worker beside the consumers, with its job in PostgreSQL."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.rebuilds import store as rebuild_jobs
from analytics.rebuilds.operations import REPLAY
from analytics.rebuilds.worker import Rebuilder
from analytics.settings import AnalyticsSettings
from analytics.shared.clickhouse import ClickHouse
from common.clock import ManualClock
from common.contracts.analyzer import BrandStateExtracted
from common.ids import uuid7
from common.postgres import UnitOfWork
from common.testing.history import HeldEvents
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines


@pytest.fixture
async def rebuilder(unit: UnitOfWork, engine: ClickHouse, panel: list[BrandStateExtracted]) -> AsyncIterator[Rebuilder]:
    async with unit.system() as conn:
        await conn.execute(text("DELETE FROM rebuilds"))
    await write_facts(engine, [fact_rows(event) for event in panel])
    yield Rebuilder(unit, engine, lambda: HeldEvents(panel), ManualClock())


async def ask(unit: UnitOfWork, *, switch: bool = True) -> None:
    async with unit.system() as conn:
        await rebuild_jobs.ask(conn, uuid7(), switch=switch, now=ManualClock().now())


async def newest(unit: UnitOfWork) -> rebuild_jobs.Job:
    async with unit.system() as conn:
        return (await rebuild_jobs.newest(conn))[0]


async def test_what_was_asked_for_is_done_once(
    unit: UnitOfWork, rebuilder: Rebuilder, panel: list[BrandStateExtracted]
) -> None:
    await ask(unit)
    assert await rebuilder.work()
    assert not await rebuilder.work()
    job = await newest(unit)
    assert (job.status, job.records, job.total) == ("switched", len(panel), len(panel))
    assert job.result is not None
    assert [row["changed"] for row in job.result["differences"]] == [0, 0]


async def test_one_process_rebuilds_at_a_time(unit: UnitOfWork, rebuilder: Rebuilder) -> None:
    await ask(unit)
    async with rebuild_jobs.next_job(unit) as mine:
        assert mine is not None
        assert not await rebuilder.work()
    assert await rebuilder.work()


async def test_a_rebuild_whose_process_died_is_begun_anew(unit: UnitOfWork, rebuilder: Rebuilder) -> None:
    await ask(unit)
    async with unit.system() as conn:
        await rebuild_jobs.note(conn, (await rebuild_jobs.newest(conn))[0].id, 5, 12)
    assert (await newest(unit)).status == "running"
    assert await rebuilder.work()
    assert (await newest(unit)).status == "switched"


async def test_a_broker_that_is_away_fails_the_rebuild_and_says_so(
    unit: UnitOfWork, engine: ClickHouse, rebuilder: Rebuilder, panel: list[BrandStateExtracted]
) -> None:
    await ask(unit)
    await Rebuilder(unit, engine, lambda: HeldEvents(panel, away=True), ManualClock()).work()
    job = await newest(unit)
    assert (job.status, job.result) == ("failed", {"reason": "LogUnavailable"})


async def test_the_operator_is_told_how_it_ended(
    urls: DatabaseUrls, rebuilder: Rebuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    told = {
        "HTTP_PORT": "9", "KAFKA_BOOTSTRAP": "x:1", "JWKS_URL": "http://x", "DATABASE_URL": urls.app, "MODE": "local",
        "CLICKHOUSE_PATH": str(tmp_path),
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(f"ANALYTICS_{name}", value)
    chosen = argparse.Namespace(what="facts", compare_only=True, within=30.0, as_json=False)
    stopping = asyncio.Event()
    working = asyncio.create_task(rebuilder(stopping))
    assert await REPLAY.run(AnalyticsSettings(), chosen) == 0
    stopping.set()
    await working
    shown = capsys.readouterr().out
    assert "The rebuilt facts equal the live ones; nothing was changed." in shown
    assert "brand_state_facts" in shown
