"""From commit to effect: outbox in PostgreSQL, Debezium, Kafka, the runtime, a row in another service's database."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from uuid import UUID

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection
from sqlalchemy.dialects.postgresql import UUID as PGUUID
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.contestants import start
from benchmarks.measure import Measure, note, percentile
from brandmon_local import Ports, Stack
from brandmon_local.provisioning.connectors import POLL_INTERVAL_MS, render_config
from common.contracts.registry import topics
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.topics import ensure_topics
from common.outbox.connectors import Connectors, outbox_connector
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.ddl import delivery_tables, messaging_tables, tenant_table

RATE_PER_S, SECONDS, WARM_UP_S = 200, 8, 2
ORGANISATIONS = 50
"""Events of one organisation stay in order, and so one after the other; a system's events are those of many."""
ENGINES = {"postgres", "kafka", "connect"}
FAST_POLL_MS = 10
SERVICE, OTHER = "tenants", "auth"

Latencies = list[tuple[float, float]]
"""(p50, p95) in milliseconds of each run."""


def measure(runs: int) -> Iterator[Measure]:
    """Both percentiles with the connector polling every 10 ms; beside them those at the interval as shipped."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines=ENGINES, services=False)
        with stack.running():
            shipped, fast = asyncio.run(_both(stack, runs))
    for place, name in enumerate(("p50", "p95")):
        yield Measure.of(
            f"commit_to_effect_{name}_ms",
            "ms",
            [run[place] for run in fast],
            poll_interval_ms=FAST_POLL_MS,
            as_shipped={"poll_interval_ms": POLL_INTERVAL_MS, "value": round(median(run[place] for run in shipped), 1)},
            events_per_s=RATE_PER_S,
            organisations=ORGANISATIONS,
        )


async def _both(stack: Stack, runs: int) -> tuple[Latencies, Latencies]:
    await ensure_topics(stack.urls.kafka, topics())
    for service in (SERVICE, OTHER):
        engine = create_async_engine(stack.urls.postgres(service, "owner"))
        async with engine.begin() as conn:
            await conn.run_sync(_create)
        await engine.dispose()
    found = [await _at(stack, poll, runs) for poll in (POLL_INTERVAL_MS, FAST_POLL_MS)]
    return found[0], found[1]


def _create(conn: Connection) -> None:
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
        tenant_table("effects", Column("message_id", PGUUID(as_uuid=True)))


async def _at(stack: Stack, poll_interval_ms: int, runs: int) -> Latencies:
    async with Connectors(stack.urls.connect) as connectors:
        # made anew: a changed one is restarted in its own time, and a measure could hit the old one
        await connectors.delete(outbox_connector(SERVICE))
        await connectors.apply(
            outbox_connector(SERVICE), render_config(stack.site, SERVICE, poll_interval_ms=poll_interval_ms)
        )
        await connectors.until_running(outbox_connector(SERVICE))
    group = f"{OTHER}-{uuid7()}"
    process = await start(
        "effects", stack.urls.kafka, group, stack.urls.postgres(OTHER), stdout=asyncio.subprocess.PIPE
    )
    arrived: dict[UUID, float] = {}
    noting = asyncio.create_task(_note_arrivals(process, arrived))
    unit = UnitOfWork(stack.urls.postgres(SERVICE), service=SERVICE)
    await _run(unit, arrived, WARM_UP_S)
    found = []
    for _ in range(runs):
        milliseconds = await _run(unit, arrived, SECONDS)
        found.append((percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)))
        note(f"poll {poll_interval_ms} ms: p50 {found[-1][0]:.1f} ms, p95 {found[-1][1]:.1f} ms")
    process.terminate()
    await noting
    await unit.dispose()
    return found


async def _note_arrivals(process: asyncio.subprocess.Process, arrived: dict[UUID, float]) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        event, moment = line.split()
        arrived[UUID(event.decode())] = float(moment)
    await process.wait()


async def _run(unit: UnitOfWork, arrived: dict[UUID, float], seconds: float) -> list[float]:
    """Commit at the rate for ``seconds``; milliseconds from the return of each commit to its handler."""
    committed: dict[UUID, float] = {}
    tenants = [uuid7() for _ in range(ORGANISATIONS)]

    async def commit(tenant: UUID) -> None:
        event = MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")
        async with unit.begin(tenant) as tx:
            tx.emit(event)
        committed[event.id] = time.time()

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number in range(int(RATE_PER_S * seconds)):
            await asyncio.sleep(max(0.0, began + number / RATE_PER_S - time.monotonic()))
            group.create_task(commit(tenants[number % ORGANISATIONS]))
    async with asyncio.timeout(60):
        while not committed.keys() <= arrived.keys():  # noqa: ASYNC110 - polled so that the handler stays a stamp
            await asyncio.sleep(0.01)
    # an event can reach its handler before the writer's own task is told that the commit succeeded
    return [max(0.0, arrived[event] - at) * 1000 for event, at in committed.items()]
