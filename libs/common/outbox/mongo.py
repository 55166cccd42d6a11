"""The outbox and inbox of all tenants in MongoDB."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, AsyncMongoClient

from common.outbox.reconcile import OutboxCount, Row
from common.stores.mongo import ANSWERS, INBOX, OUTBOX, Document

_UNCONFIRMED: Document = {"confirmed_at": None}


class MongoOutbox:
    """See ``Store``."""

    def __init__(self, client: AsyncMongoClient[Document], database: str) -> None:
        self._client = client
        self._db = client[database]

    async def slot(self, name: str) -> None:
        """See ``Store``: MongoDB has no slots; its connector keeps its place in Kafka Connect."""

    async def pending(self, *, before: datetime, most: int, confirmed_too: bool, after: Row | None) -> Sequence[Row]:
        """See ``Store``."""
        chosen: list[Document] = [{"created_at": {"$lt": before}}]
        if not confirmed_too:
            chosen.append(_UNCONFIRMED)
        if after is not None:
            same = {"created_at": after.created_at, "_id": {"$gt": str(after.id)}}
            chosen.append({"$or": [{"created_at": {"$gt": after.created_at}}, same]})
        found = self._db[OUTBOX].find({"$and": chosen}, {"tenant_id": 1, "topic": 1, "created_at": 1})
        rows = await found.sort([("created_at", ASCENDING), ("_id", ASCENDING)]).limit(most).to_list()
        return [Row(UUID(row["tenant_id"]), UUID(row["_id"]), row["topic"], row["created_at"]) for row in rows]

    async def confirm(self, rows: Sequence[Row], at: datetime) -> None:
        """See ``Store``."""
        await self._db[OUTBOX].update_many(_among(rows), {"$set": {"confirmed_at": at}})

    async def publish_again(self, rows: Sequence[Row]) -> None:
        """See ``Store``."""
        async with self._client.start_session() as session, await session.start_transaction():
            taken = await self._db[OUTBOX].find(_among(rows), session=session).to_list()
            place = {str(row.id): number for number, row in enumerate(rows)}
            await self._db[OUTBOX].delete_many(_among(rows), session=session)
            for row in sorted(taken, key=lambda row: place[row["_id"]]):
                again: dict[str, Any] = {**row, "created_at": datetime.now(UTC)}
                again.pop("confirmed_at", None)
                await self._db[OUTBOX].insert_one(again, session=session)

    async def superseded(self, rows: Sequence[Row]) -> set[UUID]:
        """See ``Store``."""
        newest: dict[tuple[str, str, str], int] = {}
        asked = {str(row.id) for row in rows}
        keys = [key async for key in self._db[OUTBOX].find(_among(rows), {"tenant_id": 1, "topic": 1, "key": 1})]
        same = [{name: key[name] for name in ("tenant_id", "topic", "key")} for key in keys]
        found = await self._db[OUTBOX].find({"$or": same}).to_list() if same else []
        for row in found:
            newest[_thing(row)] = max(newest.get(_thing(row), 0), _revision(row))
        return {UUID(row["_id"]) for row in found if row["_id"] in asked and _revision(row) < newest[_thing(row)]}

    async def prune(self, *, before: datetime, most: int) -> int:
        """See ``Store``."""
        return await self._prune(OUTBOX, {"created_at": {"$lt": before}, "confirmed_at": {"$ne": None}}, most)

    async def prune_inbox(self, *, before: datetime, most: int) -> int:
        """See ``Store``."""
        return await self._prune(INBOX, {"handled_at": {"$lt": before}}, most)

    async def prune_answers(self, *, before: datetime, most: int) -> int:
        """See ``Store``."""
        return await self._prune(ANSWERS, {"created_at": {"$lt": before}}, most)

    async def _prune(self, collection: str, old: Document, most: int) -> int:
        ids = [row["_id"] async for row in self._db[collection].find(old, {"_id": 1}).limit(most)]
        return (await self._db[collection].delete_many({"_id": {"$in": ids}})).deleted_count if ids else 0

    async def standing(self) -> OutboxCount:
        """See ``Store``."""
        oldest = await self._db[OUTBOX].find(_UNCONFIRMED).sort("created_at", ASCENDING).limit(1).to_list()
        return OutboxCount(
            await self._db[OUTBOX].count_documents({}),
            await self._db[OUTBOX].count_documents(_UNCONFIRMED),
            oldest[0]["created_at"] if oldest else None,
        )

    async def close(self) -> None:
        """The client is its maker's."""


def _thing(row: Document) -> tuple[str, str, str]:
    return row["tenant_id"], row["topic"], row["key"]


def _revision(row: Document) -> int:
    return int(json.loads(row["payload"])["revision"])


def _among(rows: Sequence[Row]) -> Document:
    return {"_id": {"$in": [str(row.id) for row in rows]}}
