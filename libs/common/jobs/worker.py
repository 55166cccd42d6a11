"""The loop that takes jobs and has them done, side by side, until it is told to stop."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from common.jobs import metrics
from common.jobs.job import Job, JobsUnavailable, Lane, LeaseLost, Terms
from common.jobs.store import AT_ONCE, Leases, Share
from common.messaging.outcomes import AT_WORK
from common.primitives.clock import Clock
from common.process.telemetry import continue_trace, log

_log = log("worker")


class Worker:
    """Takes jobs of all tenants, lane by lane, as many at once as each lane bears.

    A lane whose work says that it is to rest is left in peace by this worker until the time it named.
    """

    def __init__(self, queue: Leases, lanes: Iterable[Lane], clock: Clock, terms: Terms) -> None:
        self._queue = queue
        self._lanes = {lane.name: lane for lane in lanes}
        self._clock = clock
        self._terms = terms
        self._running: dict[asyncio.Task[None], Job] = {}
        self._lost: set[Job] = set()
        self._resting_until: dict[str, datetime] = {}
        self._ended = asyncio.Event()

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``; jobs under way get a moment to end, then they are given back."""
        beat = asyncio.create_task(self._beat())
        try:
            while not stopping.is_set():
                self._ended.clear()
                if not await self.claim():
                    await self._rest(stopping)
        finally:
            if self._running and self._terms.finish_within_s > 0:
                await asyncio.wait(self._running, timeout=self._terms.finish_within_s)
            await self._give_back()
            beat.cancel()

    async def claim(self) -> int:
        """Begin what is due and there is room for; how many jobs that were."""
        begun = 0
        for lane in self._lanes.values():
            room = self._room(lane)
            if room <= 0:
                continue
            try:
                share = Share(lane.of_a_tenant, self._held(lane))
                found = await self._queue.claim(lane.name, room, self._clock.now(), self._terms.lease, share)
            except JobsUnavailable as error:
                _log.warning("jobs cannot be read", queue=self._queue.name, error=str(error))
                return begun
            for job in found:
                self._begin(job, lane)
            begun += len(found)
        return begun

    async def drain(self) -> None:
        """Wait for the jobs under way."""
        if self._running:
            await asyncio.wait(self._running)

    async def prolong(self) -> None:
        """Prolong the leases of jobs under way, once; work whose lease is another's is stopped where its lane says."""
        held_before = dict(self._running)
        try:
            held = await self._queue.prolong(list(held_before.values()), self._clock.now() + self._terms.lease)
        except JobsUnavailable as error:
            _log.warning("leases not prolonged", queue=self._queue.name, error=str(error))
            return
        for task, job in held_before.items():
            if job.token not in held and task in self._running and self._lanes[job.lane].stops_when_lost:
                self._lost.add(job)
                task.cancel()

    def _room(self, lane: Lane) -> int:
        until = self._resting_until.get(lane.name)
        if until is not None and until > self._clock.now():
            return 0
        return lane.at_once - Counter(job.lane for job in self._running.values())[lane.name]

    def _held(self, lane: Lane) -> Mapping[UUID, int]:
        mine = (job.tenant_id for job in self._running.values() if job.lane == lane.name)
        return Counter(tenant for tenant in mine if tenant is not None)

    def _begin(self, job: Job, lane: Lane) -> None:
        task = asyncio.create_task(self._take(job, lane), name=f"{job.lane} {job.id}")
        self._running[task] = job
        metrics.RUNNING.labels(self._queue.name, lane.name).inc()
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        job = self._running.pop(task)
        metrics.RUNNING.labels(self._queue.name, job.lane).dec()
        if task.cancelled():
            outcome = "lost" if job in self._lost else "given-back"
            metrics.TAKEN.labels(self._queue.name, job.lane, outcome).inc()
        self._lost.discard(job)
        self._ended.set()

    async def _take(self, job: Job, lane: Lane) -> None:
        AT_WORK.set(True)  # a job is a task, with a context of its own
        began = time.perf_counter()
        about = {"tenant_id": str(job.tenant_id)} if job.tenant_id is not None else {}
        try:
            with (
                structlog.contextvars.bound_contextvars(**about, job_id=str(job.id)),
                continue_trace({"traceparent": job.traceparent}),
            ):
                outcome = await self._outcome(job, lane)
        finally:
            metrics.SECONDS.labels(self._queue.name, lane.name).observe(time.perf_counter() - began)
        metrics.TAKEN.labels(self._queue.name, lane.name, outcome).inc()

    async def _outcome(self, job: Job, lane: Lane) -> str:
        """Do one job. After a fault it waits, and is tried again; where it cannot even be put back, its lease ends."""
        try:
            if job.attempts > lane.most_attempts:
                _log.error("job given up", lane=lane.name, attempts=job.attempts - 1)
                await lane.give_up(job)
                return "given-up"
            rest_until = await lane.do(job)
        except LeaseLost:
            _log.info("job left to others", lane=lane.name)
            return "lost"
        except Exception as error:  # noqa: BLE001 - the loop goes on; the job is there until something ends it
            _log.error(
                "job interrupted", lane=lane.name, attempts=job.attempts, error=type(error).__name__, exc_info=error
            )
            await self._put_back([job], lane.pause(job.attempts))
            return "fault"
        if rest_until is not None:
            self._resting_until[lane.name] = max(self._resting_until.get(lane.name, rest_until), rest_until)
        return "done"

    async def _rest(self, stopping: asyncio.Event) -> None:
        """Wait until a job ends, the poll interval is over, or it is time to stop."""
        waits = {asyncio.create_task(self._ended.wait()), asyncio.create_task(stopping.wait())}
        await asyncio.wait(waits, timeout=self._terms.poll_s, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._terms.lease.total_seconds() / 3)
            await self.prolong()
            await self.tell_backlog()

    async def tell_backlog(self) -> None:
        """Measure what waits, once."""
        now = self._clock.now()
        try:
            waiting = await self._queue.backlog(now)
        except JobsUnavailable:
            return  # the loop says so already
        for name in self._lanes:
            behind = waiting.get(name)
            metrics.DUE.labels(self._queue.name, name).set(behind.due if behind else 0)
            age = (now - behind.oldest).total_seconds() if behind else 0.0
            metrics.OLDEST.labels(self._queue.name, name).set(age)

    async def _give_back(self) -> None:
        left = dict(self._running)
        for task in left:
            task.cancel()
        if left:
            await asyncio.gather(*left, return_exceptions=True)
            await self._put_back(left.values(), AT_ONCE)

    async def _put_back(self, jobs: Iterable[Job], pause: timedelta) -> None:
        try:
            await self._queue.give_back(jobs, self._clock.now(), pause)
        except JobsUnavailable as error:
            _log.warning("leases not given back, they will run out", queue=self._queue.name, error=str(error))
