"""The loop around work, over both keepers: how much at once, what a fault costs, how it stops."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from prometheus_client import REGISTRY

from common.jobs import Backlog, Job, JobsUnavailable, Lane, LeaseLost, Share, Terms, Worker, doubling
from common.jobs.store import AT_ONCE, WHOLE
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.process.telemetry import current_traceparent
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork

from .bench import LEASE, NOW, Bench, MongoBench, PostgresBench, add, claim, end, mongo_client, one

pytestmark = pytest.mark.engines
SECOND = timedelta(seconds=1)


@dataclass
class Work:
    """Work by script: what was begun, what was given up, and how the next jobs go."""

    bench: Bench
    faults: int = 0
    begun: list[Job] = field(default_factory=list)
    given_up: list[Job] = field(default_factory=list)
    most_at_once: int = 0
    going_on: asyncio.Event = field(default_factory=asyncio.Event)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    rest_until: datetime | None = None
    _now: int = 0

    def __post_init__(self) -> None:
        self.going_on.set()

    async def do(self, job: Job) -> datetime | None:
        self.begun.append(job)
        self.started.set()
        if self.faults:
            self.faults -= 1
            raise RuntimeError("a fault of ours")
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            await self.going_on.wait()
            if not await end(self.bench, job, "done"):
                raise LeaseLost
        finally:
            self._now -= 1
        return self.rest_until

    async def give_up(self, job: Job) -> None:
        self.given_up.append(job)
        assert await end(self.bench, job, "given up")

    def lane(self, name: str = "quick", **more: Any) -> Lane:
        return Lane(name, more.pop("do", self.do), self.give_up, **more)


@dataclass
class Scene:
    bench: Bench
    work: Work
    clock: ManualClock
    tenant: UUID = field(default_factory=uuid7)

    def worker(self, *lanes: Lane, finish_within_s: float = 5.0) -> Worker:
        terms = Terms(LEASE, poll_s=0.02, finish_within_s=finish_within_s)
        return Worker(self.bench.queue, lanes or (self.work.lane(),), self.clock, terms)

    async def add(self, **how: Any) -> list[UUID]:
        return await add(self.bench, self.tenant, **how)

    async def effects(self) -> list[str]:
        return await self.bench.effects(self.tenant)


@pytest.fixture
def scene(bench: Bench) -> Scene:
    return Scene(bench, Work(bench), ManualClock(NOW))


@asynccontextmanager
async def working(worker: Worker) -> AsyncIterator[asyncio.Event]:
    """The loop beside the test; it is told to stop at the block's end, if it was not before."""
    stopping = asyncio.Event()
    running = asyncio.create_task(worker(stopping))
    try:
        yield stopping
    finally:
        stopping.set()
        async with asyncio.timeout(20):
            await running


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - the work tells nobody
            await asyncio.sleep(0.01)


async def pass_of(scene: Scene, worker: Worker) -> int:
    """One round of taking, to the end of what was taken."""
    begun = await worker.claim()
    await worker.drain()
    return begun


# -- how much at once --------------------------------------------------------------------------------------------------


async def test_every_job_is_done_once_and_never_more_at_once_than_the_lane_bears(scene: Scene) -> None:
    ids = await scene.add(count=12)
    async with working(scene.worker(scene.work.lane(at_once=3))):
        await until(lambda: len(scene.work.begun) == 12)
    assert sorted(job.id for job in scene.work.begun) == ids
    assert scene.work.most_at_once <= 3
    assert await scene.effects() == ["done"] * 12


async def test_a_greedy_tenant_leaves_room_for_whoever_comes_next(scene: Scene) -> None:
    """Long jobs of one tenant, more than the lane bears: another's job begins at once, not when one of them ends."""
    await scene.add(count=9, due_at=NOW - SECOND)
    scene.work.going_on.clear()
    async with working(scene.worker(scene.work.lane(at_once=4, of_a_tenant=2))):
        await until(lambda: len(scene.work.begun) == 2)
        await asyncio.sleep(0.1)
        assert len(scene.work.begun) == 2, "it was given more than its share"
        other = uuid7()
        await add(scene.bench, other)
        await until(lambda: len(scene.work.begun) == 3)
        assert scene.work.begun[-1].tenant_id == other
        scene.work.going_on.set()


async def test_a_backlog_added_before_delays_nobody_by_more_than_a_turn(scene: Scene) -> None:
    await scene.add(count=30, due_at=NOW - SECOND)
    other = uuid7()
    await add(scene.bench, other, count=5)
    async with working(scene.worker(scene.work.lane(at_once=2))):
        await until(lambda: sum(job.tenant_id == other for job in scene.work.begun) == 5)
    last = max(at for at, job in enumerate(scene.work.begun) if job.tenant_id == other)
    assert last < 12, "five jobs beside a backlog end among the first of both"


async def test_a_lane_that_is_full_holds_up_no_other(scene: Scene) -> None:
    await scene.add(count=4, lane="slow", due_at=NOW - SECOND)
    await scene.add(count=4)
    scene.work.going_on.clear()
    other = Work(scene.bench)
    async with working(scene.worker(scene.work.lane("slow"), other.lane())):
        await until(lambda: len(other.begun) == 4)
        assert len(scene.work.begun) == 1
        scene.work.going_on.set()
        await until(lambda: len(scene.work.begun) == 4)


async def test_a_lane_rests_until_the_time_its_work_named(scene: Scene) -> None:
    await scene.add(count=2)
    await scene.add(count=1, lane="slow")
    scene.work.rest_until = NOW + 10 * SECOND
    worker = scene.worker(scene.work.lane(), Work(scene.bench).lane("slow"))
    assert await pass_of(scene, worker) == 2
    assert await pass_of(scene, worker) == 0
    scene.clock.advance(10 * SECOND)
    assert await pass_of(scene, worker) == 1


async def test_a_tenant_that_comes_later_waits_for_what_was_there_before_and_for_nothing_more(scene: Scene) -> None:
    await scene.add(count=5, due_at=NOW - 2 * SECOND)
    await add(scene.bench, other := uuid7(), due_at=NOW - SECOND)
    await scene.add(count=5)
    worker = scene.worker()
    for _ in range(6):
        await pass_of(scene, worker)
    assert await scene.bench.effects(other) == ["done"]
    assert len(await scene.effects()) == 5


# -- faults ------------------------------------------------------------------------------------------------------------


async def test_a_job_whose_work_fails_waits_longer_each_time_and_is_then_done(scene: Scene) -> None:
    await scene.add()
    scene.work.faults = 2
    worker = scene.worker(scene.work.lane(pause=doubling(timedelta(minutes=1))))
    for waits in (2, 4):
        assert await pass_of(scene, worker) == 1
        scene.clock.advance((waits - 1) * SECOND)
        assert await pass_of(scene, worker) == 0
        scene.clock.advance(SECOND)
    assert await pass_of(scene, worker) == 1
    assert await scene.effects() == ["done"]
    assert [job.attempts for job in scene.work.begun] == [1, 2, 3]


async def test_a_job_that_never_ends_is_given_up_after_so_many_attempts(scene: Scene) -> None:
    (poison,) = await scene.add()
    scene.work.faults = 100
    worker = scene.worker(scene.work.lane(most_attempts=4, pause=lambda _: SECOND))
    for _ in range(9):
        await pass_of(scene, worker)
        scene.clock.advance(SECOND)
    assert [job.attempts for job in scene.work.begun] == [1, 2, 3, 4]
    assert [job.id for job in scene.work.given_up] == [poison]
    assert await scene.effects() == ["given up"]
    assert await claim(scene.bench, now=NOW + 100 * LEASE) == []


async def test_a_job_that_kills_its_workers_is_given_up_too(scene: Scene) -> None:
    await scene.add()
    for attempt in range(4):
        await one(scene.bench, now=NOW + attempt * LEASE)
    scene.clock.advance(4 * LEASE)
    await pass_of(scene, scene.worker(scene.work.lane(most_attempts=4)))
    assert scene.work.begun == []
    assert await scene.effects() == ["given up"]


async def test_a_fault_of_one_job_leaves_the_others_alone(scene: Scene) -> None:
    await scene.add(count=5)
    scene.work.faults = 1
    assert await pass_of(scene, scene.worker(scene.work.lane(at_once=5))) == 5
    assert await scene.effects() == ["done"] * 4


def test_pauses_double_up_to_the_longest() -> None:
    pause = doubling(timedelta(minutes=1))
    assert [pause(attempts).total_seconds() for attempts in (1, 2, 3, 4, 5, 6, 1000)] == [2, 4, 8, 16, 32, 60, 60]


# -- leases ------------------------------------------------------------------------------------------------------------


async def test_leases_are_prolonged_while_the_work_goes_on(scene: Scene) -> None:
    await scene.add()
    scene.work.going_on.clear()
    worker = scene.worker()
    assert await worker.claim() == 1
    for _ in range(3):
        scene.clock.advance(LEASE - SECOND)
        await worker.prolong()
    assert await claim(scene.bench, now=scene.clock.now()) == []
    scene.work.going_on.set()
    await worker.drain()
    assert await scene.effects() == ["done"]


async def test_work_whose_lease_is_anothers_is_stopped(scene: Scene) -> None:
    await scene.add()
    scene.work.going_on.clear()
    worker = scene.worker()
    await worker.claim()
    await scene.work.started.wait()
    await one(scene.bench, now=NOW + LEASE)
    await worker.prolong()
    async with asyncio.timeout(10):
        await worker.drain()
    assert await scene.effects() == []


async def test_work_that_has_to_be_accounted_for_goes_on_to_its_end_and_makes_no_effect(scene: Scene) -> None:
    await scene.add()
    scene.work.going_on.clear()
    worker = scene.worker(scene.work.lane(stops_when_lost=False))
    await worker.claim()
    await scene.work.started.wait()
    await one(scene.bench, now=NOW + LEASE)
    await worker.prolong()
    scene.work.going_on.set()
    await worker.drain()
    assert len(scene.work.begun) == 1
    assert await scene.effects() == []
    assert await claim(scene.bench, now=NOW + LEASE) == [], "a lost job was given back"


# -- the end -----------------------------------------------------------------------------------------------------------


async def test_a_worker_that_is_told_to_stop_finishes_what_it_began(scene: Scene) -> None:
    await scene.add(count=3)
    scene.work.going_on.clear()
    async with working(scene.worker()) as stopping:
        await scene.work.started.wait()
        stopping.set()
        await asyncio.sleep(0.05)
        scene.work.going_on.set()
    assert await scene.effects() == ["done"]
    assert len(await claim(scene.bench, most=9)) == 2


async def test_a_worker_that_is_told_to_stop_gives_back_what_it_cannot_finish(scene: Scene) -> None:
    await scene.add(count=2)
    scene.work.going_on.clear()
    async with working(scene.worker(scene.work.lane(at_once=2), finish_within_s=0.05)) as stopping:
        await until(lambda: len(scene.work.begun) == 2)
        stopping.set()
    assert await scene.effects() == []
    assert len(await claim(scene.bench, most=9)) == 2, "they were not free at once"


# -- a store that is away, traces, figures -----------------------------------------------------------------------------


class Away:
    """A queue whose store does not answer for the next ``calls`` calls of each kind."""

    def __init__(self, bench: Bench, calls: int) -> None:
        self._queue = bench.queue
        self.left = dict.fromkeys(("claim", "prolong", "give_back", "backlog"), calls)
        self.name = bench.queue.name

    def _call(self, kind: str) -> None:
        if self.left[kind]:
            self.left[kind] -= 1
            raise JobsUnavailable("ConnectionRefused")

    async def claim(self, lane: str, most: int, now: datetime, lease: timedelta, share: Share = WHOLE) -> Sequence[Job]:
        self._call("claim")
        return await self._queue.claim(lane, most, now, lease, share)

    async def prolong(self, jobs: Iterable[Job], until: datetime) -> frozenset[UUID]:
        self._call("prolong")
        return await self._queue.prolong(jobs, until)

    async def give_back(self, jobs: Iterable[Job], now: datetime, pause: timedelta = AT_ONCE) -> None:
        self._call("give_back")
        await self._queue.give_back(jobs, now, pause)

    async def backlog(self, now: datetime) -> Mapping[str, Backlog]:
        self._call("backlog")
        return await self._queue.backlog(now)


async def test_a_store_that_is_away_for_a_while_costs_time_and_no_work(scene: Scene) -> None:
    await scene.add(count=3)
    scene.work.going_on.clear()
    away = Away(scene.bench, 2)
    worker = Worker(away, [scene.work.lane()], scene.clock, Terms(LEASE, poll_s=0.02))
    async with working(worker):
        await scene.work.started.wait()
        await worker.prolong()
        await worker.tell_backlog()
        scene.work.going_on.set()
        await until(lambda: len(scene.work.begun) == 3)
    assert away.left["claim"] == 0
    assert await scene.effects() == ["done"] * 3


async def test_a_job_that_cannot_be_given_back_comes_again_when_its_lease_ends(scene: Scene) -> None:
    await scene.add()
    scene.work.going_on.clear()
    worker = Worker(Away(scene.bench, 1), [scene.work.lane()], scene.clock, Terms(LEASE, 0.02, finish_within_s=0))
    await worker.claim()
    async with working(worker) as stopping:
        await scene.work.started.wait()
        stopping.set()
    assert await claim(scene.bench) == []
    assert len(await claim(scene.bench, now=NOW + LEASE)) == 1


async def test_work_goes_on_in_the_trace_that_the_job_came_from(scene: Scene) -> None:
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    seen: list[str | None] = []
    async with scene.bench.begin(scene.tenant) as tx:
        await scene.bench.queue.add(tx, [uuid7()], NOW, lane="quick", fields={"traceparent": parent})

    async def look(job: Job) -> None:
        seen.append(current_traceparent())
        assert await end(scene.bench, job)

    await pass_of(scene, scene.worker(scene.work.lane(do=look)))
    assert seen == [parent]


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_what_became_of_jobs_and_what_waits_is_measured(scene: Scene) -> None:
    own = {"queue": scene.bench.queue.name, "lane": uuid7().hex}
    await scene.add(count=3, lane=own["lane"], due_at=NOW - 9 * SECOND)
    scene.work.faults = 1
    worker = scene.worker(scene.work.lane(own["lane"], at_once=2))
    await worker.tell_backlog()
    assert figure("brandmon_jobs_due", **own) == 3
    assert figure("brandmon_oldest_due_job_seconds", **own) == 9
    assert await worker.claim() == 2
    assert figure("brandmon_jobs_running", **own) == 2
    await worker.drain()
    outcomes = {each: figure("brandmon_jobs_taken_total", **own, outcome=each) for each in ("done", "fault")}
    assert outcomes == {"done": 1, "fault": 1}
    assert figure("brandmon_jobs_running", **own) == 0
    assert figure("brandmon_job_seconds_count", **own) == 2
    await worker.tell_backlog()
    assert figure("brandmon_jobs_due", **own) == 1


@pytest.mark.parametrize("kept_in", ["postgres", "mongodb"])
async def test_a_store_that_nobody_answers_for_is_one_kind_of_failure(kept_in: str) -> None:
    unit = UnitOfWork("postgresql+asyncpg://app@/jobs?host=/nowhere", service="jobs")
    client = mongo_client("mongodb://127.0.0.1:9/")
    await client.close()
    benches = {"postgres": PostgresBench(unit, True), "mongodb": MongoBench(MongoUnit(client, "a", service="a"), True)}
    queue, job = benches[kept_in].queue, Job(uuid7(), uuid7(), "quick", uuid7(), 1)
    for call in (
        queue.claim("quick", 1, NOW, LEASE),
        queue.prolong([job], NOW),
        queue.give_back([job], NOW),
        queue.backlog(NOW),
    ):
        with pytest.raises(JobsUnavailable):
            await call
    await unit.dispose()
