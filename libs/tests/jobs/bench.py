"""A queue, effects of its jobs, and what the store says of both: the same for every keeper."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from alembic.migration import MigrationContext
from alembic.operations import Operations
from pymongo import AsyncMongoClient
from sqlalchemy import Column, Connection, DateTime, Integer, MetaData, Table, Text, insert, select, text
from sqlalchemy.dialects.postgresql import UUID as PGUUID
from sqlalchemy.ext.asyncio import create_async_engine

from common.jobs import Job, JobStore, States
from common.jobs.mongo import MongoJobs
from common.jobs.postgres import PostgresJobs
from common.jobs.store import Fields
from common.primitives.ids import uuid7
from common.stores.mongo import MongoTx, MongoUnit
from common.stores.postgres import Tx, UnitOfWork
from common.stores.postgres.ddl import tenant_table

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)
STATES = States("waiting", "running")
_ID, _TIME = PGUUID(as_uuid=True), DateTime(timezone=True)


class Bench(Protocol):
    """One keeper under test. ``ending`` is what its queue wants to be told at a job's end."""

    @property
    def kind(self) -> str: ...

    @property
    def ending(self) -> Fields: ...

    @property
    def queue(self) -> JobStore[Any]: ...

    def begin(self, tenant_id: UUID) -> AbstractAsyncContextManager[Any]: ...

    async def make_effect(self, tx: Any, job: Job, by: str) -> None: ...

    async def effects(self, tenant_id: UUID) -> list[str]: ...

    async def stored(self, job_id: UUID) -> dict[str, Any] | None: ...

    async def clear(self) -> None: ...


async def add(
    bench: Bench, tenant_id: UUID, *, count: int = 1, lane: str = "quick", due_at: datetime = NOW
) -> list[UUID]:
    ids = sorted(uuid7() for _ in range(count))
    async with bench.begin(tenant_id) as tx:
        await bench.queue.add(tx, ids, due_at, lane=lane)
    return ids


async def claim(bench: Bench, *, most: int = 1, now: datetime = NOW, lane: str = "quick") -> Sequence[Job]:
    return await bench.queue.claim(lane, most, now, LEASE)


async def one(bench: Bench, **how: Any) -> Job:
    (job,) = await claim(bench, **how)
    return job


async def end(bench: Bench, job: Job, by: str = "") -> bool:
    """A job's effect and its end in one transaction, as work does it; whether the effect was made."""
    async with bench.begin(job.tenant) as tx:
        if not await bench.queue.finish(tx, job, bench.ending):
            return False
        await bench.make_effect(tx, job, by)
    return True


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


def _columns(*more: "Column[Any]") -> list["Column[Any]"]:
    """A column of another name stands for ``attempts``, as in an older table."""
    return [
        Column("id", _ID, primary_key=True), Column("tenant_id", _ID), Column("lane", Text), Column("due_at", _TIME),
        Column("lease_until", _TIME), Column("token", _ID), Column("traceparent", Text),
        Column("claims", Integer, key="attempts", server_default="0"), Column("reason", Text), *more,
    ]  # fmt: skip


_metadata = MetaData()
GONE = Table("jobs_gone", _metadata, *_columns())
ON_RECORD = Table("jobs_on_record", _metadata, *_columns(Column("status", Text)))
EFFECTS = Table(
    "effects", MetaData(),
    Column("tenant_id", _ID), Column("id", _ID), Column("job_id", _ID), Column("made_by", Text),
)  # fmt: skip


def _create(conn: Connection) -> None:
    _metadata.create_all(conn)
    with Operations.context(MigrationContext.configure(conn)):
        tenant_table("effects", Column("job_id", _ID), Column("made_by", Text))


async def create_tables(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.run_sync(_create)
    await engine.dispose()


@dataclass
class PostgresBench:
    unit: UnitOfWork
    on_record: bool

    @property
    def kind(self) -> str:
        return f"postgres{'-on-record' if self.on_record else ''}"

    @property
    def ending(self) -> Fields:
        return {"status": "done"} if self.on_record else {}

    @property
    def table(self) -> Table:
        return ON_RECORD if self.on_record else GONE

    @property
    def queue(self) -> JobStore[Any]:
        return PostgresJobs(self.unit, self.table, states=STATES if self.on_record else None)

    @asynccontextmanager
    async def begin(self, tenant_id: UUID) -> AsyncIterator[Tx]:
        async with self.unit.begin(tenant_id) as tx:
            yield tx

    async def make_effect(self, tx: Tx, job: Job, by: str) -> None:
        row = {"tenant_id": tx.tenant_id, "id": uuid7(), "job_id": job.id, "made_by": by}
        await tx.execute(insert(EFFECTS).values(row))

    async def effects(self, tenant_id: UUID) -> list[str]:
        async with self.unit.begin(tenant_id) as tx:
            return list((await tx.execute(select(EFFECTS.c.made_by).order_by(EFFECTS.c.id))).scalars())

    async def stored(self, job_id: UUID) -> dict[str, Any] | None:
        async with self.unit.system() as conn:
            row = (await conn.execute(select(self.table).where(self.table.c.id == job_id))).mappings().one_or_none()
        return dict(row) if row else None

    async def clear(self) -> None:
        async with self.unit.system() as conn:
            await conn.execute(text("DELETE FROM jobs_gone"))
            await conn.execute(text("DELETE FROM jobs_on_record"))


# -- MongoDB -----------------------------------------------------------------------------------------------------------


def mongo_client(url: str) -> AsyncMongoClient[dict[str, Any]]:
    return AsyncMongoClient(url, tz_aware=True)


async def create_collections(url: str) -> None:
    async with mongo_client(url) as client:
        unit = MongoUnit(client, "jobs", service="jobs")
        await unit.prepare()
        for name in ("jobs_gone", "jobs_on_record", "effects"):
            await unit.db.create_collection(name)


@dataclass
class MongoBench:
    unit: MongoUnit
    on_record: bool

    @property
    def kind(self) -> str:
        return f"mongodb{'-on-record' if self.on_record else ''}"

    @property
    def ending(self) -> Fields:
        return {"status": "done"} if self.on_record else {}

    @property
    def _name(self) -> str:
        return "jobs_on_record" if self.on_record else "jobs_gone"

    @property
    def queue(self) -> JobStore[Any]:
        return MongoJobs(self.unit.db, self._name, states=STATES if self.on_record else None)

    @asynccontextmanager
    async def begin(self, tenant_id: UUID) -> AsyncIterator[MongoTx]:
        async with self.unit.begin(tenant_id) as tx:
            yield tx

    async def make_effect(self, tx: MongoTx, job: Job, by: str) -> None:
        row = {"_id": str(uuid7()), "tenant_id": str(tx.tenant_id), "job_id": str(job.id), "made_by": by}
        await tx.db["effects"].insert_one(row, session=tx.session)

    async def effects(self, tenant_id: UUID) -> list[str]:
        found = self.unit.db["effects"].find({"tenant_id": str(tenant_id)}).sort("_id", 1)
        return [row["made_by"] for row in await found.to_list()]

    async def stored(self, job_id: UUID) -> dict[str, Any] | None:
        return await self.unit.db[self._name].find_one({"_id": str(job_id)})

    async def clear(self) -> None:
        for name in ("jobs_gone", "jobs_on_record"):
            await self.unit.db[name].delete_many({})


# -- a process of its own ----------------------------------------------------------------------------------------------


HELD_FOR = timedelta(minutes=1)


async def hold(kind: str, url: str) -> None:
    """Take a job, say so, and end it as soon as a line comes in; whether its effect was made."""
    on_record = kind.endswith("-on-record")
    bench: Bench = (
        PostgresBench(UnitOfWork(url, service="jobs"), on_record)
        if kind.startswith("postgres")
        else MongoBench(MongoUnit(mongo_client(url), "jobs", service="jobs"), on_record)
    )
    taken = await bench.queue.claim("quick", 1, datetime.now(UTC), HELD_FOR)
    print(taken[0].id, flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    print(await end(bench, taken[0], "the process"), flush=True)
