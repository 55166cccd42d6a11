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

from sqlalchemy import (
    CTE,
    ColumnElement,
    RowMapping,
    ScalarSelect,
    Table,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.jobs.job import Job, JobsUnavailable, States
from common.jobs.store import AT_ONCE, NOTHING, WHOLE, Backlog, Fields, Share, ended
from common.primitives.ids import uuid7
from common.stores.postgres import Database, Tx

_LEASE = {"id", "tenant_id", "lane", "due_at", "lease_until", "token", "attempts", "traceparent"}
_LOOKED_AT = 3
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

    def _open(self, columns: Mapping[str, Any] | None = None) -> list[ColumnElement[bool]]:
        if self._states is None:
            return []
        return [(columns or self._columns)["status"].in_((self._states.waiting, self._states.running))]

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

    async def claim(self, lane: str, most: int, now: datetime, lease: timedelta, share: Share = WHOLE) -> Sequence[Job]:
        """See ``Leases``. What others are taking at this moment is skipped, not waited for."""
        table = self._columns
        due = select(table["id"]).where(self._in_lane(lane), *self._due(now))
        if "tenant_id" in table:
            turns = self._turns(lane, most, now, share)
            due = due.join(turns, turns.c.id == table["id"]).order_by(turns.c.turn, table["due_at"], table["id"])
        else:
            due = due.order_by(table["due_at"], table["id"])
        chosen = due.limit(most).with_for_update(skip_locked=True, of=self._table).cte("due")
        taken: dict[str, Any] = {
            "lease_until": now + lease,
            "token": func.gen_random_uuid(),
            "attempts": table["attempts"] + 1,
        }
        if self._states is not None:
            taken["status"] = self._states.running
        leased = update(self._table).where(table["id"] == chosen.c.id).values(taken).returning(*table.values())
        async with self._reaching() as conn:
            rows = (await conn.execute(leased)).mappings().all()
        return [self._job(row) for row in sorted(rows, key=lambda row: (row[table["due_at"]], row[table["id"]]))]

    def _turns(self, lane: str, most: int, now: datetime, share: Share) -> CTE:
        """(id, turn) of the jobs that may be taken: a tenant's n-th one after the n-th of those with as many under way.

        Tenants are found one by one over the index, so that a tenant's long backlog costs no more than a short one. Of
        each some more are looked at than are wanted, as others may be taking the first at this moment.
        """
        tenants = self._tenants(lane)
        own = self._table.alias("own")
        columns = {column.key: own.c[column.key] for column in self._table.columns}
        waiting = (
            select(columns["id"], columns["due_at"])
            .where(columns["tenant_id"] == tenants.c.tenant_id, *self._due(now, columns))
            .where(columns["lane"] == lane if "lane" in columns else true())
            .order_by(columns["due_at"], columns["id"])
            .limit(most * _LOOKED_AT)
            .lateral("waiting")
        )
        held: Any = case(dict(share.held), value=tenants.c.tenant_id, else_=0)
        place = func.row_number().over(partition_by=tenants.c.tenant_id, order_by=(waiting.c.due_at, waiting.c.id))
        turn = (place + (held if share.held else literal(0))).label("turn")
        ranked = select(waiting.c.id, turn).select_from(tenants.join(waiting, true())).cte("ranked")
        allowed = true() if share.most is None else ranked.c.turn <= share.most
        return select(ranked).where(allowed).cte("turns")

    def _tenants(self, lane: str) -> CTE:
        """Tenants with jobs in a lane, from each to the next over the index: PostgreSQL has no other way to skip."""

        def smallest(of: Any, *bounds: ColumnElement[bool]) -> "ScalarSelect[Any]":
            in_lane = of.c["lane"] == lane if "lane" in self._columns else true()
            own = of.c["tenant_id"]
            return select(own).where(in_lane, *bounds).order_by(own).limit(1).scalar_subquery()

        first, later = self._table.alias("first_one"), self._table.alias("later_one")
        found = select(smallest(first).label("tenant_id")).cte("tenants", recursive=True)
        following = smallest(later, later.c["tenant_id"] > found.c.tenant_id)
        return found.union_all(select(following).where(found.c.tenant_id.is_not(None)))

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

    def _due(self, now: datetime, columns: Mapping[str, Any] | None = None) -> list[ColumnElement[bool]]:
        own = columns or self._columns
        until = own["lease_until"]
        return [*self._open(own), own["due_at"] <= now, or_(until.is_(None), until <= now)]

    def _change_of(self, jobs: Iterable[Job]) -> Any:
        own = {job.id: job.token for job in jobs}
        held = (self._columns["id"].in_(own), self._columns["token"].in_(own.values()))
        return update(self._table).where(*held)


def _tenant_of(tx: AnyTx) -> dict[str, UUID]:
    return {"tenant_id": tx.tenant_id} if isinstance(tx, Tx) else {}
