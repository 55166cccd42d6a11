"""What an earlier release left in the queue of rebuilds is taken up, and can be left to it again."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from analytics.rebuilds.store import LANE, newest, rebuild_queue
from common.jobs import Job
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import downgrade, upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

pytestmark = pytest.mark.engines
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def _run(url: str, statement: str, rows: list[dict[str, Any]]) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        for row in rows:
            await conn.execute(text(statement), row)
    await engine.dispose()


def requested(url: str, status: str, at: datetime) -> dict[str, Any]:
    """A row as releases before leases wrote it."""
    row = {"id": uuid7(), "status": status, "at": at}
    statement = (
        "INSERT INTO rebuilds (id, switch, status, records, total, requested_at) "
        "VALUES (:id, true, :status, 5, 12, :at)"
    )
    asyncio.run(_run(url, statement, [row]))
    return row


async def _taken(urls: DatabaseUrls, now: datetime) -> list[Job]:
    unit = UnitOfWork(urls.app, service="analytics")
    taken = list(await rebuild_queue(unit).claim(LANE, 9, now, MINUTE))
    await unit.dispose()
    return taken


async def _shown(urls: DatabaseUrls) -> dict[str, str]:
    unit = UnitOfWork(urls.app, service="analytics")
    async with unit.system() as conn:
        found = {str(row.id): row.status for row in await newest(conn)}
    await unit.dispose()
    return found


def test_rebuilds_of_an_earlier_release_are_taken_up_in_their_order(postgres: PostgresServer) -> None:
    urls = postgres.database()
    upgrade("analytics", urls.owner, to="0003")
    ended = requested(urls.owner, "switched", NOW - 9 * MINUTE)
    waiting = requested(urls.owner, "requested", NOW - MINUTE)
    under_way = requested(urls.owner, "running", NOW - 2 * MINUTE)
    upgrade("analytics", urls.owner)
    taken = asyncio.run(_taken(urls, NOW))
    assert [job.id for job in taken] == [under_way["id"], waiting["id"]]
    assert [(job.attempts, job.row["records"], job.tenant_id) for job in taken] == [(1, 5, None)] * 2
    assert asyncio.run(_shown(urls))[str(ended["id"])] == "switched"


def test_an_earlier_release_can_ask_for_rebuilds_after_the_step(postgres: PostgresServer) -> None:
    urls = postgres.database()
    upgrade("analytics", urls.owner)
    asked = requested(urls.owner, "requested", NOW)
    assert [job.id for job in asyncio.run(_taken(urls, datetime.now(UTC)))] == [asked["id"]]


def test_the_step_can_be_undone_and_done_again_without_losing_a_rebuild(postgres: PostgresServer) -> None:
    urls = postgres.database()
    upgrade("analytics", urls.owner)
    asked = requested(urls.owner, "requested", NOW)
    asyncio.run(_taken(urls, datetime.now(UTC)))
    downgrade("analytics", urls.owner, to="0003")
    another = requested(urls.owner, "requested", NOW)
    upgrade("analytics", urls.owner)
    assert asyncio.run(_shown(urls)) == {str(asked["id"]): "running", str(another["id"]): "requested"}
    assert len(asyncio.run(_taken(urls, datetime.now(UTC)))) == 2
