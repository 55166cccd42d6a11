"""What operators of analytics can ask for."""

import argparse
import asyncio
import sys
from typing import Any

from analytics.rebuilds import store
from analytics.rebuilds.store import UNFINISHED, Requested
from analytics.settings import AnalyticsSettings
from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.process.operations import Operation, OperationFailed, print_rows
from common.process.rebuilds import tell
from common.stores.postgres import Database

WITHIN_S = 3600.0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["facts", "list"], help="facts: rebuild them; list: the last rebuilds")
    parser.add_argument("--compare-only", action="store_true", help="compare and throw the rebuilt facts away")
    parser.add_argument("--within", type=float, default=WITHIN_S, metavar="SECONDS", help="how long to wait for it")


async def _replay(settings: AnalyticsSettings, chosen: argparse.Namespace) -> int:
    database = Database(settings.database_url.get_secret_value(), service="analytics", pool_size=1)
    try:
        if chosen.what == "list":
            async with database.system() as conn:
                jobs = await store.newest(conn)
            print_rows([_row(job) for job in jobs], as_json=chosen.as_json, empty="Nothing was rebuilt yet.")
            return 0
        ended = await _ask_and_wait(database, switch=not chosen.compare_only, chosen=chosen)
    finally:
        await database.dispose()
    _show(ended, as_json=chosen.as_json)
    return 0 if ended.status in ("switched", "equal") else 1


async def _ask_and_wait(database: Database, *, switch: bool, chosen: argparse.Namespace) -> Requested:
    job_id = uuid7()
    await store.ask(database, job_id, switch=switch, now=SystemClock().now())
    loop = asyncio.get_running_loop()
    give_up, told = loop.time() + chosen.within, -1
    while True:
        async with database.system() as conn:
            job = await store.one(conn, job_id)
        assert job is not None, "rebuilds are never deleted"
        if job.status not in UNFINISHED:
            return job
        if loop.time() > give_up:
            raise OperationFailed("The rebuild has not ended yet; it goes on. Look at it with: replay list")
        if not chosen.as_json and job.records != told:
            sys.stderr.write(f"{job.status}: {job.records:,} of {job.total:,} events\n")
            told = job.records
        await asyncio.sleep(0.5)


def _show(job: Requested, *, as_json: bool) -> None:
    if as_json:
        print_rows([_row(job)], as_json=True, empty="")
    else:
        tell("facts", job.status, job.result or {})


def _row(job: Requested) -> dict[str, Any]:
    return {
        "rebuild": str(job.id),
        "status": job.status,
        "records": job.records,
        "total": job.total,
        "requested_at": job.requested_at.isoformat(timespec="seconds"),
        "ended_at": job.ended_at.isoformat(timespec="seconds") if job.ended_at else None,
        "result": job.result,
    }


REPLAY: Operation[AnalyticsSettings] = Operation(
    "replay", "Rebuild the facts from the beginning of their topic, compare, switch.", _arguments, _replay
)
OPERATIONS = (
    REPLAY,
    dead_letters_operation("analytics", AnalyticsSettings),
    outbox_operation("analytics", postgres_outbox),
)
