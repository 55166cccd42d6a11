"""Actions that become entries of one organisation's chain, as the consumer hands them over: all under one lock."""

import asyncio
import os
import time
from collections.abc import Iterator
from uuid import UUID

from auth.audit_log.handlers import TOGETHER, keep_entries
from benchmarks.measure import Measure
from common.contracts.auth import ActionNoted
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import running_postgres

NAMES = ("audit_log_appends_per_s",)
ENTRIES = int(os.environ.get("BENCH_AUDIT_LOG", "20000"))


def measure(runs: int) -> Iterator[Measure]:
    """Entries a second in batches of the consumer's size, commits included; beside it how fast each alone is."""
    with running_postgres() as server:
        urls = server.database()
        upgrade("auth", urls.owner)
        together, alone = asyncio.run(_appended(urls.app, runs))
    yield Measure.of(NAMES[0], "1/s", together, entries=ENTRIES, together=TOGETHER, each_alone_per_s=round(alone))


async def _appended(url: str, runs: int) -> tuple[list[float], float]:
    unit = UnitOfWork(url, service="auth")
    try:
        rates = [await _rate(unit, ENTRIES, TOGETHER) for _ in range(runs)]
        return rates, await _rate(unit, ENTRIES // 40, 1)
    finally:
        await unit.dispose()


async def _rate(unit: UnitOfWork, number: int, together: int) -> float:
    tenant, clock = uuid7(), SystemClock()
    events = [_action(tenant) for _ in range(number)]
    began = time.perf_counter()
    for first in range(0, number, together):
        await keep_entries(events[first : first + together], unit=unit, clock=clock)
    return number / (time.perf_counter() - began)


def _action(tenant: UUID) -> ActionNoted:
    return ActionNoted(
        tenant_id=tenant, action="report.read", service="reports", actor="user", user_id=uuid7(), session_id=uuid7(),
        key_id=None, resource_type="report", resource_id=uuid7(), facts={"format": "html", "audit_id": str(uuid7())},
    )  # fmt: skip
