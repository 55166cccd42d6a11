"""SQL on PostgreSQL: rebuilds that operators asked for. No tenant's data: counts and times."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from analytics.rebuilds.tables import rebuilds
from common.jobs import States
from common.jobs.postgres import PostgresJobs
from common.process.telemetry import current_traceparent
from common.stores.postgres import Database

Status = Literal["requested", "running", "switched", "equal", "different", "failed"]
UNFINISHED: tuple[Status, ...] = ("requested", "running")
LANE = "facts"
_ONE_AT_A_TIME = 7_261_051
"""Advisory lock of whoever fills tables beside the live ones: it is gone with its process, and only with it."""


@dataclass(frozen=True, slots=True)
class Requested:
    """One rebuild that was asked for: ``records`` of ``total`` are read."""

    id: UUID
    switch: bool
    status: Status
    records: int
    total: int
    result: dict[str, Any] | None
    requested_at: datetime
    ended_at: datetime | None


_SHOWN = [rebuilds.c[name] for name in Requested.__slots__]


def rebuild_queue(database: Database) -> PostgresJobs:
    """The queue of rebuilds; its jobs stay on record with their result."""
    return PostgresJobs(database, rebuilds, states=States("requested", "running"), lane=LANE)


async def ask(database: Database, rebuild_id: UUID, *, switch: bool, now: datetime) -> None:
    """Put a rebuild into the queue."""
    row = {"switch": switch, "records": 0, "total": 0, "requested_at": now, "traceparent": current_traceparent()}
    async with database.system() as conn:
        await rebuild_queue(database).add(conn, [rebuild_id], now, fields=row)


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[bool]:
    """Whether nobody else fills tables beside the live ones, nor will while the block lasts.

    A lease is not enough for that: ClickHouse takes part in no transaction, and a frozen process that wakes up after
    its lease went to another could put that one's half-filled tables in the place of the live ones.
    """
    async with database.engine.connect() as plain:
        conn = await plain.execution_options(isolation_level="AUTOCOMMIT")
        mine = (await conn.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ONE_AT_A_TIME})).scalar_one()
        if not mine:
            yield False
            return
        try:
            yield True
        finally:
            await conn.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ONE_AT_A_TIME})


async def newest(conn: AsyncConnection, most: int = 20) -> Sequence[Requested]:
    """The last rebuilds, newest first."""
    query = select(*_SHOWN).order_by(rebuilds.c.requested_at.desc()).limit(most)
    return [Requested(**row) for row in (await conn.execute(query)).mappings()]


async def one(conn: AsyncConnection, rebuild_id: UUID) -> Requested | None:
    """A rebuild by its id."""
    row = (await conn.execute(select(*_SHOWN).where(rebuilds.c.id == rebuild_id))).mappings().one_or_none()
    return Requested(**row) if row else None
