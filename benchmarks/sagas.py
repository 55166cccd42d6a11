"""From a failure to the end of its compensation: three steps over PostgreSQL, Debezium, Kafka and back."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.measure import Measure, note, percentile
from brandmon_local import Ports, Stack
from brandmon_local.provisioning.connectors import POLL_INTERVAL_MS, render_config
from common.contracts.registry import topics
from common.messaging.kafka.log import KafkaLog
from common.messaging.kafka.topics import ensure_topics
from common.messaging.runtime.consumer import Consumer, Protection
from common.outbox.connectors import Connectors, outbox_connector
from common.primitives.ids import uuid7
from common.saga.definition import SagaState
from common.saga.tables import saga_history, sagas
from common.stores.postgres import UnitOfWork

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from faults.small_saga import FAILING, runner_of, saga_subscriptions
from faults.tables import create

FAST_POLL_MS, SAGAS_PER_RUN, EVERY_S = 10, 40, 0.4


def measure(runs: int) -> Iterator[Measure]:
    """The 95th percentile with the connector polling every 10 ms; beside it that at the interval as shipped."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines={"postgres", "kafka", "connect"}, services=False)
        with stack.running():
            fast, shipped = asyncio.run(_both(stack, runs))
    yield Measure.of(
        "compensation_p95_ms", "ms", [percentile(run, 0.95) for run in fast],
        poll_interval_ms=FAST_POLL_MS,
        p50=round(percentile([each for run in fast for each in run], 0.5), 1),
        sagas_per_run=SAGAS_PER_RUN, steps_undone=3,
        as_shipped={"poll_interval_ms": POLL_INTERVAL_MS,
                    "value": round(percentile([each for run in shipped for each in run], 0.95), 1)},
    )  # fmt: skip


async def _both(stack: Stack, runs: int) -> tuple[list[list[float]], list[list[float]]]:
    await ensure_topics(stack.urls.kafka, topics())
    engine = create_async_engine(stack.urls.postgres("tenants", "owner"))
    async with engine.begin() as conn:
        await conn.run_sync(create)
    await engine.dispose()
    return await _at(stack, FAST_POLL_MS, runs), await _at(stack, POLL_INTERVAL_MS, 1)


async def _at(stack: Stack, poll_ms: int, runs: int) -> list[list[float]]:
    name = outbox_connector("tenants")
    async with Connectors(stack.urls.connect) as connectors:
        await connectors.delete(name)
        await connectors.apply(name, render_config(stack.site, "tenants", poll_interval_ms=poll_ms))
        await connectors.until_running(name)
    unit = UnitOfWork(stack.urls.postgres("tenants"), service="simulator")
    log = KafkaLog(stack.urls.kafka, client_id="bench")
    consumer = Consumer(
        f"simulator-{uuid7()}", saga_subscriptions(unit, FAILING), log, protection=Protection(fence=unit)
    )
    consuming = asyncio.create_task(consumer.run())
    await _run(unit)  # to warm up
    found = []
    for _ in range(runs):
        found.append(await _run(unit))
        note(f"poll {poll_ms} ms: compensated in {percentile(found[-1], 0.95):.0f} ms (95th percentile)")
    consumer.stop()
    await consuming
    await unit.dispose()
    return found


async def _run(unit: UnitOfWork) -> list[float]:
    """Milliseconds from the move that learned of the failure to the move that ended the saga."""
    tenant, ids = uuid7(), []
    while len(ids) < SAGAS_PER_RUN:
        saga_id = uuid7()
        async with unit.begin(tenant) as tx:
            await runner_of(unit, FAILING).start(tx, FAILING.name, saga_id, {})
        ids.append(saga_id)
        await asyncio.sleep(EVERY_S)
    async with asyncio.timeout(60):
        while not await _all_ended(unit, tenant):  # noqa: ASYNC110 - the store tells nobody
            await asyncio.sleep(0.05)
    return [await _compensated_ms(unit, tenant, each) for each in ids]


async def _all_ended(unit: UnitOfWork, tenant: UUID) -> bool:
    async with unit.begin(tenant) as tx:
        states = (await tx.execute(select(sagas.c.state).where(sagas.c.tenant_id == tenant))).scalars().all()
    return all(SagaState.model_validate(state).status == "failed" for state in states)


async def _compensated_ms(unit: UnitOfWork, tenant: UUID, saga_id: UUID) -> float:
    query = select(saga_history.c.at, saga_history.c.status).where(
        saga_history.c.tenant_id == tenant, saga_history.c.saga_id == saga_id
    )
    async with unit.begin(tenant) as tx:
        moves = (await tx.execute(query.order_by(saga_history.c.sequence))).all()
    known = next(move.at for move in moves if move.status == "compensating")
    return float((moves[-1].at - known).total_seconds() * 1000)
