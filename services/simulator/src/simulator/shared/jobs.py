"""SQL of the work queue. Jobs are leased: a worker that dies loses its lease, and another takes the job over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.ids import uuid7
from common.postgres import Tx
from simulator.shared.tables import jobs

PLAN_LANE = "plan"


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job: ``id`` is the plan's or turn's, ``parent_id`` the plan's or run's, ``token`` the lease's."""

    id: UUID
    tenant_id: UUID
    parent_id: UUID
    lane: str
    token: UUID
    claims: int


async def claim(conn: AsyncConnection, lane: str, most: int, now: datetime, lease: timedelta) -> Sequence[Job]:
    """Lease up to ``most`` due jobs of ``lane``, oldest first; what others are claiming is skipped, not waited for."""
    free = or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < now)
    due = (
        select(jobs.c.id)
        .where(jobs.c.lane == lane, jobs.c.due_at <= now, free)
        .order_by(jobs.c.due_at, jobs.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    leased = (
        update(jobs)
        .where(jobs.c.id == due.c.id)
        .values(lease_until=now + lease, token=func.gen_random_uuid(), claims=jobs.c.claims + 1)
        .returning(jobs.c.id, jobs.c.tenant_id, jobs.c.parent_id, jobs.c.lane, jobs.c.token, jobs.c.claims)
    )
    return [Job(**row) for row in (await conn.execute(leased)).mappings()]


async def prolong(conn: AsyncConnection, held: Iterable[Job], until: datetime) -> None:
    """Prolong leases that are still held."""
    tokens = [job.token for job in held]
    if tokens:
        await conn.execute(update(jobs).where(jobs.c.token.in_(tokens)).values(lease_until=until))


async def give_back(conn: AsyncConnection, held: Iterable[Job]) -> None:
    """Let others have jobs at once."""
    tokens = [job.token for job in held]
    if tokens:
        await conn.execute(update(jobs).where(jobs.c.token.in_(tokens)).values(lease_until=None, token=uuid7()))


async def add(tx: Tx, lane: str, parent_id: UUID, ids: Sequence[UUID], due_at: datetime) -> None:
    """Put work of the transaction's tenant into ``lane``; work that is there already stays as it is."""
    rows = [
        {"id": each, "tenant_id": tx.tenant_id, "parent_id": parent_id, "lane": lane, "due_at": due_at} for each in ids
    ]
    if rows:
        await tx.execute(insert(jobs).on_conflict_do_nothing(), rows)


async def finish(tx: Tx, job: Job) -> bool:
    """Take a job off the queue; False where the lease is lost, and its effect must not be made."""
    return bool((await tx.execute(delete(jobs).where(_held(tx, job)))).rowcount)


async def postpone(tx: Tx, job: Job, due_at: datetime) -> bool:
    """Give a job back for later; False where the lease is lost."""
    later = update(jobs).where(_held(tx, job)).values(due_at=due_at, lease_until=None, token=None)
    return bool((await tx.execute(later)).rowcount)


async def drop(tx: Tx, parent_id: UUID, *, lane: str | None = None, leased_too: bool = True) -> None:
    """Take work of one plan or run off the queue."""
    chosen = [jobs.c.tenant_id == tx.tenant_id, jobs.c.parent_id == parent_id]
    if lane is not None:
        chosen.append(jobs.c.lane == lane)
    if not leased_too:
        chosen.append(jobs.c.token.is_(None))
    await tx.execute(delete(jobs).where(*chosen))


def _held(tx: Tx, job: Job) -> ColumnElement[bool]:
    return and_(jobs.c.tenant_id == tx.tenant_id, jobs.c.id == job.id, jobs.c.token == job.token)
