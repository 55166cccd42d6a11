"""Archived clients whose time is over are deleted."""

from datetime import timedelta
from functools import partial

from common.jobs import Job, Lane, LeaseLost, Terms, Worker
from common.jobs.postgres import PostgresJobs
from common.primitives.clock import Clock
from common.primitives.errors import NotFound
from common.process.telemetry import log
from common.stores.postgres import Database
from tenants.clients import store
from tenants.clients.rooms import erase_client
from tenants.clients.tables import client_purges
from tenants.organizations import store as organization_store

_log = log("clients")
_LEASE = timedelta(minutes=1)
_LOOKS_EVERY_S = 5.0


async def purge_client(job: Job, *, database: Database, clock: Clock) -> None:
    """Delete the client that the job is named after, if it is archived and its time is over."""
    now = clock.now()
    async with database.begin(job.tenant) as tx:
        if not await store.PURGES.finish(tx, job):
            raise LeaseLost
        await organization_store.held(tx)  # members change, so their turn is taken first
        try:
            found = await store.client(tx, job.id, lock=True)
        except NotFound:
            return
        if found.purge_after is not None and found.purge_after <= now:
            await erase_client(tx, None, job.id, now)


async def give_up_purge(job: Job, *, database: Database, clock: Clock) -> None:
    """A purge that fails again and again is tried once a day: what people archived must end."""
    _log.error("an archived client cannot be deleted", client_id=str(job.id))
    async with database.begin(job.tenant) as tx:
        if not await store.PURGES.postpone(tx, job, clock.now() + timedelta(days=1), {"attempts": 0}):
            raise LeaseLost


def purge_worker(database: Database, clock: Clock) -> Worker:
    """The worker."""
    do = partial(purge_client, database=database, clock=clock)
    lane = Lane("purge", do, partial(give_up_purge, database=database, clock=clock))
    return Worker(PostgresJobs(database, client_purges, lane="purge"), [lane], clock, Terms(_LEASE, _LOOKS_EVERY_S))
