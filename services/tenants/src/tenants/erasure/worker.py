"""Closed organisations whose grace is over: their erasure begins."""

from datetime import timedelta
from functools import partial

from common.jobs import Job, Lane, LeaseLost, Terms, Worker
from common.jobs.postgres import PostgresJobs
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.saga.runner import SagaRunner
from common.stores.postgres import Database
from tenants.erasure import store
from tenants.organizations.store import ERASURES
from tenants.organizations.tables import organization_erasures

_log = log("erasure")
_LEASE = timedelta(minutes=1)
_LOOKS_EVERY_S = 2.0


async def begin_erasure(job: Job, *, database: Database, runner: SagaRunner, clock: Clock) -> None:
    """Begin the erasure of the organisation that the job is named after, if it is still closed and its time is over."""
    async with database.begin(job.tenant) as tx:
        if not await ERASURES.finish(tx, job):
            raise LeaseLost
        if await store.begin(tx, runner, clock.now()):
            _log.info("an erasure begins", tenant_id=str(job.tenant))


async def put_off(job: Job, *, database: Database, clock: Clock) -> None:
    """One that can't be begun again and again is tried once an hour: what people closed must end."""
    _log.error("an erasure cannot be begun", tenant_id=str(job.tenant))
    async with database.begin(job.tenant) as tx:
        if not await ERASURES.postpone(tx, job, clock.now() + timedelta(hours=1), {"attempts": 0}):
            raise LeaseLost


def erasure_worker(database: Database, runner: SagaRunner, clock: Clock) -> Worker:
    """The worker."""
    do = partial(begin_erasure, database=database, runner=runner, clock=clock)
    lane = Lane("erase", do, partial(put_off, database=database, clock=clock))
    jobs = PostgresJobs(database, organization_erasures, lane="erase")
    return Worker(jobs, [lane], clock, Terms(_LEASE, _LOOKS_EVERY_S))
