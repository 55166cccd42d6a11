"""Takes jobs of all tenants and does them side by side, as many per provider as it bears, until told to stop."""

import asyncio
from collections import Counter
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from common.telemetry import log
from simulator.plans.making import make_plan
from simulator.providers.rules import Provider, Providers
from simulator.runs.holding import Tools, hold_turn
from simulator.shared import jobs
from simulator.shared.jobs import PLAN_LANE, Job

_log = log("worker")

POLL_S = 0.2
PLANS_AT_ONCE = 2
FINISH_WITHIN_S = 5.0


class Worker:
    """The loop. A provider that says it is asked too fast is left in peace by this process until the time it named."""

    def __init__(self, tools: Tools, providers: Providers) -> None:
        self._tools = tools
        self._lanes: dict[str, Provider | None] = {PLAN_LANE: None}
        self._lanes |= {name: each for name, each in providers.known.items() if each.configured}
        self._running: dict[asyncio.Task[None], Job] = {}
        self._paused_until: dict[str, datetime] = {}
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
            if self._running:
                await asyncio.wait(self._running, timeout=FINISH_WITHIN_S)
            await self._give_back()
            beat.cancel()

    async def claim(self) -> int:
        """Begin what is due and there is room for; how many jobs that were."""
        begun = 0
        for lane in self._lanes:
            room = self._room(lane)
            if room <= 0:
                continue
            try:
                async with self._tools.unit.system() as conn:
                    found = await jobs.claim(conn, lane, room, self._tools.clock.now(), self._tools.lease)
            except (SQLAlchemyError, OSError) as error:
                _log.warning("jobs cannot be read", error=type(error).__name__)
                return begun
            for job in found:
                self._begin(job)
            begun += len(found)
        return begun

    async def drain(self) -> None:
        """Wait for the jobs under way."""
        if self._running:
            await asyncio.wait(self._running)

    def _room(self, lane: str) -> int:
        until = self._paused_until.get(lane)
        if until is not None and until > self._tools.clock.now():
            return 0
        provider = self._lanes[lane]
        busy = Counter(job.lane for job in self._running.values())[lane]
        return (provider.concurrency if provider else PLANS_AT_ONCE) - busy

    def _begin(self, job: Job) -> None:
        task = asyncio.create_task(self._do(job), name=f"{job.lane} {job.id}")
        self._running[task] = job
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._ended.set()

    async def _do(self, job: Job) -> None:
        """One job. A fault here leaves the lease to run out, after which the job is tried again."""
        provider = self._lanes[job.lane]
        with structlog.contextvars.bound_contextvars(tenant_id=str(job.tenant_id), job_id=str(job.id)):
            try:
                if provider is None:
                    await make_plan(job, unit=self._tools.unit, planner=self._tools.planner)
                    return
                later = await hold_turn(job, provider, self._tools)
            except Exception as error:  # noqa: BLE001 - the loop goes on; the job's lease says that it is not done
                _log.error("job interrupted", lane=job.lane, error=type(error).__name__, exc_info=error)
                return
            if later is not None and later.pause_provider:
                known = self._paused_until.get(job.lane, later.at)
                self._paused_until[job.lane] = max(known, later.at)

    async def _rest(self, stopping: asyncio.Event) -> None:
        """Wait until a job ends, the poll interval is over, or it is time to stop."""
        waits = {asyncio.create_task(self._ended.wait()), asyncio.create_task(stopping.wait())}
        await asyncio.wait(waits, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    async def _beat(self) -> None:
        """Prolong the leases of jobs under way."""
        every = self._tools.lease / 3
        while True:
            await asyncio.sleep(every.total_seconds())
            await self.prolong()

    async def prolong(self) -> None:
        """Prolong the leases of jobs under way, once."""
        until: datetime = self._tools.clock.now() + self._tools.lease
        try:
            async with self._tools.unit.system() as conn:
                await jobs.prolong(conn, list(self._running.values()), until)
        except (SQLAlchemyError, OSError) as error:
            _log.warning("leases not prolonged", error=type(error).__name__)

    async def _give_back(self) -> None:
        left = dict(self._running)
        for task in left:
            task.cancel()
        if left:
            await asyncio.gather(*left, return_exceptions=True)
            async with self._tools.unit.system() as conn:
                await jobs.give_back(conn, left.values())
