"""A queue as a collection in MongoDB: a document is taken by one atomic update.

A document has ``_id``, ``tenant_id``, ``lease_owner`` (the token), ``lease_until`` and ``attempts``; ``lane`` where
there are several lanes, ``status`` where jobs stay on record, ``traceparent`` where it was given. ``lease_until`` is
also the time from which a job that nobody has is due. An index on it, over open jobs, makes taking cheap.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pymongo import ASCENDING, ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from common.jobs.job import Job, JobsUnavailable, States
from common.jobs.store import AT_ONCE, NOTHING, WHOLE, Backlog, Fields, Share, ended
from common.stores.mongo import MongoTx

Document = dict[str, Any]


class MongoJobs:
    """A ``JobStore``. Without ``states``, a job that ended is deleted; with ``lane``, documents have none of their own.

    Taking and prolonging are single writes; the others join the transaction that they are given, where a write
    conflict raises as every other does, and the whole transaction is tried again.
    """

    def __init__(
        self, db: AsyncDatabase[Document], collection: str, *, states: States | None = None, lane: str | None = None
    ) -> None:
        self._jobs = db[collection]
        self._states = states
        self._lane = lane

    @property
    def name(self) -> str:
        """See ``Leases``."""
        return self._jobs.name

    # -- leases: each a write of its own, over all tenants ----------------------------------------------------------

    async def claim(self, lane: str, most: int, now: datetime, lease: timedelta, share: Share = WHOLE) -> Sequence[Job]:
        """See ``Leases``. One write a job; what another taker was quicker with is not waited for."""
        taken: list[Job] = []
        due = {**self._open(), **({} if self._lane else {"lane": lane}), "lease_until": {"$lte": now}}
        async with _reaching():
            held = Counter({str(tenant): count for tenant, count in share.held.items()})
            oldest = await self._oldest_of_tenants(due)
            while len(taken) < most and oldest:
                tenant = min(oldest, key=lambda each: (held[each], oldest[each]))
                if share.most is not None and held[tenant] >= share.most:
                    break
                found = await self._take({**due, "tenant_id": tenant}, now, lease)
                if found is None:
                    del oldest[tenant]
                    continue
                held[tenant] += 1
                taken.append(self._job(found))
        return taken

    async def _oldest_of_tenants(self, due: Document) -> dict[str, datetime]:
        grouped = {"_id": "$tenant_id", "oldest": {"$min": "$lease_until"}}
        rows = await (await self._jobs.aggregate([{"$match": due}, {"$group": grouped}])).to_list()
        return {row["_id"]: row["oldest"] for row in rows}

    async def _take(self, due: Document, now: datetime, lease: timedelta) -> Document | None:
        changes: Document = {"lease_owner": str(uuid4()), "lease_until": now + lease, "updated_at": now}
        if self._states is not None:
            changes["status"] = self._states.running
        return await self._jobs.find_one_and_update(
            due,
            {"$set": changes, "$inc": {"attempts": 1}},
            sort=[("lease_until", ASCENDING)],
            return_document=ReturnDocument.AFTER,
        )

    async def prolong(self, jobs: Iterable[Job], until: datetime) -> frozenset[UUID]:
        """See ``Leases``."""
        held = _held_of(jobs)
        async with _reaching():
            await self._jobs.update_many(held, {"$set": {"lease_until": until}})
            found = await self._jobs.find(held, {"lease_owner": 1}).to_list()
        return frozenset(UUID(row["lease_owner"]) for row in found)

    async def give_back(self, jobs: Iterable[Job], now: datetime, pause: timedelta = AT_ONCE) -> None:
        """See ``Leases``. The new token is nobody's: the job stays one that was begun."""
        changes: Document = {"lease_until": now + pause, "lease_owner": str(uuid4())}
        if self._states is not None:
            changes["status"] = self._states.waiting
        async with _reaching():
            await self._jobs.update_many(_held_of(jobs), {"$set": changes})

    async def backlog(self, now: datetime) -> Mapping[str, Backlog]:
        """See ``Leases``."""
        grouped = {
            "_id": self._lane or "$lane",
            "due": {"$sum": 1},
            "oldest": {"$min": "$lease_until"},
        }
        async with _reaching():
            stages = [{"$match": {**self._open(), "lease_until": {"$lte": now}}}, {"$group": grouped}]
            rows = await (await self._jobs.aggregate(stages)).to_list()
        return {row["_id"]: Backlog(row["due"], row["oldest"]) for row in rows}

    # -- in the transaction of an effect ----------------------------------------------------------------------------

    async def add(
        self, tx: MongoTx, ids: Sequence[UUID], due_at: datetime, *, lane: str | None = None, fields: Fields = NOTHING
    ) -> None:
        """See ``JobStore``."""
        row: Document = {"attempts": 0, **fields, "lease_owner": None, "lease_until": due_at}
        if not self._lane:
            row["lane"] = lane
        if self._states is not None:
            row.setdefault("status", self._states.waiting)
        for own in ids:
            key = {"_id": str(own), "tenant_id": str(tx.tenant_id)}
            await self._jobs.update_one(key, {"$setOnInsert": row}, upsert=True, session=tx.session)

    async def note(self, tx: MongoTx, job: Job, fields: Fields) -> bool:
        """See ``JobStore``."""
        changed = await self._jobs.update_one(_held(tx, job), {"$set": dict(fields)}, session=tx.session)
        return changed.matched_count == 1

    async def finish(self, tx: MongoTx, job: Job, ending: Fields = NOTHING) -> bool:
        """See ``JobStore``."""
        if self._states is not None:
            return await self.note(tx, job, {**ended(ending), "lease_owner": None})
        return (await self._jobs.delete_one(_held(tx, job), session=tx.session)).deleted_count == 1

    async def postpone(self, tx: MongoTx, job: Job, due_at: datetime, fields: Fields = NOTHING) -> bool:
        """See ``JobStore``."""
        changes = {**fields, "lease_until": due_at, "lease_owner": None}
        if self._states is not None:
            changes["status"] = self._states.waiting
        return await self.note(tx, job, changes)

    async def drop(self, tx: MongoTx, which: Fields, *, begun_too: bool = True, ending: Fields = NOTHING) -> int:
        """See ``JobStore``."""
        chosen: Document = {"tenant_id": str(tx.tenant_id), **self._open(), **_stored(which)}
        if not begun_too:
            chosen["lease_owner"] = None
        if self._states is None:
            return (await self._jobs.delete_many(chosen, session=tx.session)).deleted_count
        changes = {**ended(ending), "lease_owner": None}
        return (await self._jobs.update_many(chosen, {"$set": changes}, session=tx.session)).matched_count

    # -- parts ------------------------------------------------------------------------------------------------------

    def _open(self) -> Document:
        return {} if self._states is None else {"status": {"$in": [self._states.waiting, self._states.running]}}

    def _job(self, row: Document) -> Job:
        return Job(
            id=UUID(row["_id"]),
            tenant_id=UUID(row["tenant_id"]),
            lane=self._lane or row["lane"],
            token=UUID(row["lease_owner"]),
            attempts=row["attempts"],
            traceparent=row.get("traceparent"),
            row=row,
        )


@asynccontextmanager
async def _reaching() -> AsyncIterator[None]:
    try:
        yield
    except PyMongoError as error:
        raise JobsUnavailable(type(error).__name__) from error


def _held(tx: MongoTx, job: Job) -> Document:
    return {"_id": str(job.id), "tenant_id": str(tx.tenant_id), "lease_owner": str(job.token)}


def _held_of(jobs: Iterable[Job]) -> Document:
    own = {str(job.id): str(job.token) for job in jobs}
    return {"_id": {"$in": list(own)}, "lease_owner": {"$in": list(own.values())}}


def _stored(which: Fields) -> Document:
    """Ids as they are stored: as text, a document's own as ``_id``."""
    return {
        "_id" if key == "id" else key: str(value) if isinstance(value, UUID) else value for key, value in which.items()
    }
