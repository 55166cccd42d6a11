"""SQL on PostgreSQL: rebuilds that operators asked for. No tenant's data: counts and times."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from analytics.rebuilds.tables import rebuilds
from common.postgres import Database

Status = Literal["requested", "running", "switched", "equal", "different", "failed"]
UNFINISHED: tuple[Status, ...] = ("requested", "running")
_ONE_AT_A_TIME = 7_261_051
"""Advisory lock of whoever rebuilds: it is gone with its process, so a rebuild that died is begun anew."""


@dataclass(frozen=True, slots=True)
class Job:
    """One rebuild: ``records`` of ``total`` are read."""

    id: UUID
    switch: bool
    status: Status
    records: int
    total: int
    result: dict[str, Any] | None
    requested_at: datetime
    ended_at: datetime | None


async def ask(conn: AsyncConnection, job_id: UUID, *, switch: bool, now: datetime) -> None:
    """Put a rebuild into the queue."""
    row = {"id": job_id, "switch": switch, "status": "requested", "records": 0, "total": 0, "requested_at": now}
    await conn.execute(insert(rebuilds).values(row))


@asynccontextmanager
async def next_job(database: Database) -> AsyncIterator[Job | None]:
    """The oldest unfinished rebuild, nobody else's while the block lasts; None where there is nothing to do."""
    async with database.engine.connect() as plain:
        conn = await plain.execution_options(isolation_level="AUTOCOMMIT")
        mine = (await conn.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ONE_AT_A_TIME})).scalar_one()
        if not mine:
            yield None
            return
        try:
            waiting = rebuilds.c.status.in_(UNFINISHED)
            query = select(*rebuilds.c).where(waiting).order_by(rebuilds.c.requested_at).limit(1)
            row = (await conn.execute(query)).mappings().one_or_none()
            yield Job(**row) if row else None
        finally:
            await conn.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ONE_AT_A_TIME})


async def note(conn: AsyncConnection, job_id: UUID, records: int, total: int) -> None:
    """Say how far it is."""
    row = {"status": "running", "records": records, "total": total}
    await conn.execute(update(rebuilds).where(rebuilds.c.id == job_id).values(row))


async def end(conn: AsyncConnection, job_id: UUID, status: Status, result: dict[str, Any], now: datetime) -> None:
    """Say how it ended."""
    row = {"status": status, "result": result, "ended_at": now}
    await conn.execute(update(rebuilds).where(rebuilds.c.id == job_id).values(row))


async def newest(conn: AsyncConnection, most: int = 20) -> Sequence[Job]:
    """The last rebuilds, newest first."""
    query = select(*rebuilds.c).order_by(rebuilds.c.requested_at.desc()).limit(most)
    return [Job(**row) for row in (await conn.execute(query)).mappings()]


async def one(conn: AsyncConnection, job_id: UUID) -> Job | None:
    """A rebuild by its id."""
    row = (await conn.execute(select(*rebuilds.c).where(rebuilds.c.id == job_id))).mappings().one_or_none()
    return Job(**row) if row else None
