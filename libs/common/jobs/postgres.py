"""A queue as a table in PostgreSQL: taken with ``FOR UPDATE SKIP LOCKED``, so that takers never wait for each other.

The table has ``id``, ``due_at``, ``lease_until``, ``token`` and ``attempts``; ``lane`` where there are several lanes,
``tenant_id`` where the work is tenants', ``status`` where jobs stay on record, ``traceparent`` where no row of what the
job is about keeps it. A column of another name gets one of these as its ``key``. Row-level security is no help on it,
as takers reach over tenants: it holds ids, numbers and times, and every statement of a transaction names the tenant.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Table, delete, func, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.jobs.job import Job, JobsUnavailable, States
from common.jobs.store import AT_ONCE, NOTHING, Backlog, Fields, ended
from common.primitives.ids import uuid7
from common.stores.postgres import Database, Tx

_LEASE = {"id", "tenant_id", "lane", "due_at", "lease_until", "token", "attempts", "traceparent"}
AnyTx = Tx | AsyncConnection
"""A tenant's transaction, or for a queue without tenants the system's."""


class JobTable:
    """The side of a queue that takes part in transactions; it needs no database of its own.

    Without ``states``, a job that ended is deleted; ``lane`` names the one of a table that has no such column.
    """

    def __init__(self, table: Table, *, states: States | None = None, lane: str | None = None) -> None:
        self._table = table
        self._columns = {column.key: column for column in table.columns}
        self._states = states
        self._lane = lane

    async def add(
        self, tx: AnyTx, ids: Sequence[UUID], due_at: datetime, *, lane: str | None = None, fields: Fields = NOTHING
    ) -> None:
        """See ``JobStore``."""
        same: dict[str, Any] = {"due_at": due_at, **_tenant_of(tx), **fields}
        if "lane" in self._columns:
            same["lane"] = lane
        if self._states is not None:
            same.setdefault("status", self._states.waiting)
        if ids:
            rows = [{"id": own, **same} for own in ids]
            await tx.execute(insert(self._table).on_conflict_do_nothing(), rows)

    async def note(self, tx: AnyTx, job: Job, fields: Fields) -> bool:
        """See ``JobStore``."""
        return bool((await tx.execute(update(self._table).where(*self._held(tx, job)).values(dict(fields)))).rowcount)

    async def finish(self, tx: AnyTx, job: Job, ending: Fields = NOTHING) -> bool:
        """See ``JobStore``."""
        if self._states is not None:
            return await self.note(tx, job, {**ended(ending), "lease_until": None, "token": None})
        return bool((await tx.execute(delete(self._table).where(*self._held(tx, job)))).rowcount)

    async def postpone(self, tx: AnyTx, job: Job, due_at: datetime, fields: Fields = NOTHING) -> bool:
        """See ``JobStore``."""
        changes = {**fields, "due_at": due_at, "lease_until": None, "token": None}
        if self._states is not None:
            changes["status"] = self._states.waiting
        return await self.note(tx, job, changes)

    async def drop(self, tx: AnyTx, which: Fields, *, begun_too: bool = True, ending: Fields = NOTHING) -> int:
        """See ``JobStore``."""
        chosen = [self._columns[key] == value for key, value in {**_tenant_of(tx), **which}.items()]
        chosen += self._open()
        if not begun_too:
            chosen.append(self._columns["token"].is_(None))
        if self._states is None:
            return int((await tx.execute(delete(self._table).where(*chosen))).rowcount)
        changes = {**ended(ending), "lease_until": None, "token": None}
        return int((await tx.execute(update(self._table).where(*chosen).values(changes))).rowcount)

    def _open(self) -> list[ColumnElement[bool]]:
        if self._states is None:
            return []
        return [self._columns["status"].in_((self._states.waiting, self._states.running))]

    def _held(self, tx: AnyTx, job: Job) -> list[ColumnElement[bool]]:
        own = {**_tenant_of(tx), "id": job.id, "token": job.token}
        return [self._columns[key] == value for key, value in own.items()]


class PostgresJobs(JobTable):
    """A ``JobStore``: the table's transactions, and leases, each a transaction of its own over all tenants."""

    def __init__(
        self, database: Database, table: Table, *, states: States | None = None, lane: str | None = None
    ) -> None:
        super().__init__(table, states=states, lane=lane)
        self._database = database
        self._kept_fields = [column for key, column in self._columns.items() if key not in _LEASE]

    @property
    def name(self) -> str:
        """See ``Leases``."""
        return self._table.name

    async def claim(self, lane: str, most: int, now: datetime, lease: timedelta) -> Sequence[Job]:
        """See ``Leases``. What others are taking at this moment is skipped, not waited for."""
        table = self._columns
        due = (
            select(table["id"])
            .where(self._in_lane(lane), *self._due(now))
            .order_by(table["due_at"], table["id"])
            .limit(most)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken: dict[str, Any] = {
            "lease_until": now + lease,
            "token": func.gen_random_uuid(),
            "attempts": table["attempts"] + 1,
        }
        if self._states is not None:
            taken["status"] = self._states.running
        leased = update(self._table).where(table["id"] == due.c.id).values(taken).returning(*table.values())
        async with self._reaching() as conn:
            rows = (await conn.execute(leased)).mappings().all()
        return [self._job(row) for row in sorted(rows, key=lambda row: (row[table["due_at"]], row[table["id"]]))]

    async def prolong(self, jobs: Iterable[Job], until: datetime) -> frozenset[UUID]:
        """See ``Leases``."""
        token = self._columns["token"]
        async with self._reaching() as conn:
            held = await conn.execute(self._change_of(jobs).values(lease_until=until).returning(token))
            return frozenset(held.scalars())

    async def give_back(self, jobs: Iterable[Job], now: datetime, pause: timedelta = AT_ONCE) -> None:
        """See ``Leases``. The new token is nobody's: the job stays one that was begun. At once it keeps its place."""
        changes: dict[str, Any] = {"lease_until": None, "token": uuid7()}
        if pause > AT_ONCE:
            changes["due_at"] = now + pause
        if self._states is not None:
            changes["status"] = self._states.waiting
        async with self._reaching() as conn:
            await conn.execute(self._change_of(jobs).values(changes))

    async def backlog(self, now: datetime) -> Mapping[str, Backlog]:
        """See ``Leases``."""
        due_at = self._columns["due_at"]
        query = select(func.count(), func.min(due_at)).where(*self._due(now))
        if "lane" in self._columns:
            query = query.add_columns(self._columns["lane"]).group_by(self._columns["lane"])
        async with self._reaching() as conn:
            rows = (await conn.execute(query)).all()
        return {row[2] if len(row) > 2 else str(self._lane): Backlog(row[0], row[1]) for row in rows if row[0]}

    @asynccontextmanager
    async def _reaching(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.system() as conn:
                yield conn
        except (SQLAlchemyError, OSError) as error:
            raise JobsUnavailable(type(error).__name__) from error

    def _job(self, row: RowMapping) -> Job:
        def value(key: str) -> Any:
            return row[self._columns[key]] if key in self._columns else None

        return Job(
            id=value("id"),
            tenant_id=value("tenant_id"),
            lane=value("lane") or str(self._lane),
            token=value("token"),
            attempts=value("attempts"),
            traceparent=value("traceparent"),
            row={column.key: row[column] for column in self._kept_fields},
        )

    def _in_lane(self, lane: str) -> ColumnElement[bool]:
        return self._columns["lane"] == lane if "lane" in self._columns else true()

    def _due(self, now: datetime) -> list[ColumnElement[bool]]:
        until = self._columns["lease_until"]
        return [*self._open(), self._columns["due_at"] <= now, or_(until.is_(None), until <= now)]

    def _change_of(self, jobs: Iterable[Job]) -> Any:
        own = {job.id: job.token for job in jobs}
        held = (self._columns["id"].in_(own), self._columns["token"].in_(own.values()))
        return update(self._table).where(*held)


def _tenant_of(tx: AnyTx) -> dict[str, UUID]:
    return {"tenant_id": tx.tenant_id} if isinstance(tx, Tx) else {}
