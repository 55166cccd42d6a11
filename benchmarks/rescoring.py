"""Stored answers read again, by a process that is killed again and again while it does so."""

import asyncio
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psutil
from sqlalchemy import text

from analyzer.answers import store
from analyzer.answers.reader import Reader
from analyzer.answers.rescoring import store as rescorings
from analyzer.brands.rules.curation import Curation
from benchmarks.answers import CONVERSATIONS, LISTED, connected, known_plan, received
from benchmarks.contestants import start
from benchmarks.extraction import made_answer, made_names
from benchmarks.measure import Measure, note
from brandmon_local import Ports, Stack
from common.contracts.analyzer import RescoringAdvanced
from common.contracts.simulator import ConversationsPlanned
from common.contracts.vocabulary import BrandName
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade

NAMES = ("rescored_answers_per_s",)
ANSWERS = int(os.environ.get("BENCH_RESCORED", "20000"))
KILLS = int(os.environ.get("BENCH_KILLS", "5"))
TEXTS, AT_ONCE = 500, 1000
LOOKED_EVERY_S = 0.5
NEW = "SELECT count(*) FROM answers WHERE extractor_version <> 'rules-0'"
READ_TWICE = """SELECT count(*) FROM (SELECT response_id, brand_id, extractor_version FROM brand_states
GROUP BY 1, 2, 3 HAVING count(*) > 1) AS twice"""
ANNOUNCED = "SELECT count(*) FROM outbox WHERE topic = 'analyzer.brand-state-extracted'"


def measure(runs: int) -> Iterator[Measure]:
    """Answers a second by the clock, the kills included; beside it what is left to prove that nothing was lost."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines={"postgres", "kafka", "connect"}, services=False)
        with stack.running():
            upgrade("analyzer", stack.urls.postgres("analyzer", "owner"))
            seconds, beside = asyncio.run(_rescored(stack))
    yield Measure.of(NAMES[0], "1/s", [ANSWERS / seconds], answers=ANSWERS, **beside, one_run_only=runs > 1)


async def _rescored(stack: Stack) -> tuple[float, dict[str, object]]:
    unit = await connected(stack)
    plan = await known_plan(unit, [BrandName(name=name) for name in made_names(random.Random(20_261), LISTED)])
    await _filled(unit, plan)
    job = await _ordered(unit, plan)
    began = time.monotonic()
    peaks = await _worked_off(stack, unit, plan.tenant_id, job)
    seconds = time.monotonic() - began
    async with unit.begin(plan.tenant_id) as tx:
        new, twice, announced = [(await tx.execute(text(query))).scalar_one() for query in (NEW, READ_TWICE, ANNOUNCED)]
    await unit.dispose()
    told = {"kills": KILLS, "not_read_again": ANSWERS - new, "states_twice": twice, "announced": announced}
    return seconds, {**told, "peak_rss_mb_of_each_life": peaks}


async def _filled(unit: UnitOfWork, plan: ConversationsPlanned) -> None:
    """Answers that were read by older rules."""
    seed, run = random.Random(7), uuid7()
    texts = [made_answer(seed, [brand.name for brand in plan.brands]) for _ in range(TEXTS)]
    old = replace(Reader(Curation(plan.tenant_id, 0, ()), plan.brands).read(texts[0], None), version="rules-0")
    for first in range(0, ANSWERS, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, ANSWERS))
        events = [received(plan, run, number % CONVERSATIONS, texts[number % TEXTS]) for number in numbers]
        async with unit.begin(plan.tenant_id) as tx:
            await store.add_answers(tx, [(event, old) for event in events])
    note(f"{ANSWERS:,} answers are stored")


async def _ordered(unit: UnitOfWork, plan: ConversationsPlanned) -> UUID:
    job, now = uuid7(), SystemClock().now()
    async with unit.begin(plan.tenant_id) as tx:
        total = await rescorings.begin(tx, job, plan.website_id, "bench", by=uuid7(), now=now)
        tx.emit(
            RescoringAdvanced(
                tenant_id=plan.tenant_id, rescoring_id=job, website_id=plan.website_id, extractor_version="bench",
                done=0, total=total, began_at=now,
            )
        )  # fmt: skip
    return job


async def _worked_off(stack: Stack, unit: UnitOfWork, tenant: UUID, job: UUID) -> Sequence[int]:
    """Run the consumer until the job has ended, killing it at even steps of the work; the peak MiB of each life."""
    kills = [ANSWERS * (number + 1) // (KILLS + 1) for number in range(KILLS)]
    peaks: list[int] = []
    process, told = await _child(stack), 0
    peak = 0
    while True:
        await asyncio.sleep(LOOKED_EVERY_S)
        peak = max(peak, psutil.Process(process.pid).memory_info().rss >> 20)
        async with unit.begin(tenant) as tx:
            row = await rescorings.one(tx, job)
        assert row is not None
        if process.returncode is not None:
            raise RuntimeError(f"the consumer ended with {process.returncode}")
        if row["done"] >= told:
            note(f"{row['done']:,} of {row['total']:,}")
            told += ANSWERS // 10
        if row["ended_at"] is None and not (kills and row["done"] >= kills[0]):
            continue
        peaks.append(peak)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        if row["ended_at"] is not None:
            return peaks
        kills.pop(0)
        process, peak = await _child(stack), 0


async def _child(stack: Stack) -> asyncio.subprocess.Process:
    return await start("by_analyzer", "rescoring", stack.urls.kafka, stack.urls.postgres("analyzer"))
