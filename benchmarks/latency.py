"""From commit to consumer: outbox in PostgreSQL, Debezium, Kafka, the consumer runtime, at a steady rate."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from uuid import UUID

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.measure import Measure, note, percentile
from brandmon_local import Ports, Stack
from brandmon_local.connectors import POLL_INTERVAL_MS, connector_name, render_config
from common.connectors import Connectors
from common.contracts.registry import topics
from common.contracts.tenants import MemberJoined
from common.ids import uuid7
from common.messaging.consumer import Consumer, on
from common.messaging.kafka import KafkaLog
from common.messaging.kafka_topics import ensure_topics
from common.postgres import UnitOfWork
from common.postgres.ddl import delivery_tables, messaging_tables

RATE_PER_S, SECONDS, WARM_UP_S = 200, 8, 2
ENGINES = {"postgres", "kafka", "connect"}
FAST_POLL_MS = 10
SERVICE = "tenants"

Latencies = list[tuple[float, float]]
"""(p50, p95) in milliseconds of each run."""


def measure(runs: int) -> Iterator[Measure]:
    """Both percentiles at the poll interval as shipped; beside them those at 10 ms."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines=ENGINES, services=False)
        with stack.running():
            shipped, fast = asyncio.run(_both(stack, runs))
    for place, name in enumerate(("p50", "p95")):
        yield Measure.of(
            f"commit_to_consumer_{name}_ms",
            "ms",
            [run[place] for run in shipped],
            poll_interval_ms=POLL_INTERVAL_MS,
            at_poll_interval_10_ms=round(median(run[place] for run in fast), 1),
            events_per_s=RATE_PER_S,
        )


async def _both(stack: Stack, runs: int) -> tuple[Latencies, Latencies]:
    await ensure_topics(stack.urls.kafka, topics())
    engine = create_async_engine(stack.urls.postgres(SERVICE, "owner"))
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()
    found = [await _at(stack, poll, runs) for poll in (POLL_INTERVAL_MS, FAST_POLL_MS)]
    return found[0], found[1]


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()


async def _at(stack: Stack, poll_interval_ms: int, runs: int) -> Latencies:
    async with Connectors(stack.urls.connect) as connectors:
        # made anew: a changed one is restarted in its own time, and a measure could hit the old one
        await connectors.delete(connector_name(SERVICE))
        await connectors.apply(
            connector_name(SERVICE), render_config(stack.site, SERVICE, poll_interval_ms=poll_interval_ms)
        )
        await connectors.until_running(connector_name(SERVICE))
    arrived: dict[UUID, float] = {}

    async def note_arrival(message: MemberJoined) -> None:
        arrived[message.id] = time.monotonic()

    log = KafkaLog(stack.urls.kafka, client_id="bench")
    consumer = Consumer(f"bench-{uuid7()}", [on(MemberJoined, note_arrival)], log)
    consuming = asyncio.create_task(consumer.run())
    unit = UnitOfWork(stack.urls.postgres(SERVICE), service=SERVICE)
    await _run(unit, arrived, WARM_UP_S)
    found = []
    for _ in range(runs):
        milliseconds = await _run(unit, arrived, SECONDS)
        found.append((percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)))
        note(f"poll {poll_interval_ms} ms: p50 {found[-1][0]:.1f} ms, p95 {found[-1][1]:.1f} ms")
    consumer.stop()
    await consuming
    await unit.dispose()
    return found


async def _run(unit: UnitOfWork, arrived: dict[UUID, float], seconds: float) -> list[float]:
    """Commit at the rate for ``seconds``; milliseconds from the return of each commit to its handler."""
    committed: dict[UUID, float] = {}
    tenant = uuid7()

    async def commit() -> None:
        event = MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")
        async with unit.begin(tenant) as tx:
            tx.emit(event)
        committed[event.id] = time.monotonic()

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number in range(int(RATE_PER_S * seconds)):
            await asyncio.sleep(max(0.0, began + number / RATE_PER_S - time.monotonic()))
            group.create_task(commit())
    async with asyncio.timeout(60):
        while not committed.keys() <= arrived.keys():  # noqa: ASYNC110 - polled so that the handler stays a stamp
            await asyncio.sleep(0.01)
    # an event can reach its handler before the writer's own task is told that the commit succeeded
    return [max(0.0, arrived[event] - at) * 1000 for event, at in committed.items()]
