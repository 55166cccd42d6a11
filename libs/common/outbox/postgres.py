"""SQL over the outboxes and inboxes of all tenants, as the operations role: row security lets it see no more."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, cast, delete, exists, func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from common.outbox.connectors.slots import Slot, slot
from common.outbox.reconcile import OutboxCount, Row
from common.stores.postgres.tables import first_answers, inbox, outbox

_ROW = (outbox.c.tenant_id, outbox.c.id, outbox.c.topic, outbox.c.created_at)


class PostgresOutbox:
    """See ``Store``."""

    def __init__(self, url: str) -> None:
        self._engine: AsyncEngine = create_async_engine(url, pool_size=2, max_overflow=0, pool_pre_ping=True)

    async def pending(self, *, before: datetime, most: int, confirmed_too: bool, after: Row | None) -> Sequence[Row]:
        """See ``Store``."""
        query = select(*_ROW).where(outbox.c.created_at < before).order_by(outbox.c.created_at, outbox.c.id).limit(most)
        if not confirmed_too:
            query = query.where(outbox.c.confirmed_at.is_(None))
        if after is not None:
            query = query.where(tuple_(outbox.c.created_at, outbox.c.id) > (after.created_at, after.id))
        async with self._engine.connect() as conn:
            return [Row(*row) for row in await conn.execute(query)]

    async def confirm(self, rows: Sequence[Row], at: datetime) -> None:
        """See ``Store``."""
        async with self._engine.begin() as conn:
            await conn.execute(update(outbox).where(_among(rows)).values(confirmed_at=at))

    async def slot(self, name: str) -> Slot | None:
        """See ``Store``."""
        async with self._engine.connect() as conn:
            return await slot(conn, name)

    async def publish_again(self, rows: Sequence[Row]) -> None:
        """See ``Store``. One transaction: the rows are never gone. Their times are new: they get a new grace."""
        async with self._engine.begin() as conn:
            taken = (await conn.execute(delete(outbox).where(_among(rows)).returning(*outbox.c))).mappings().all()
            place = {row.id: number for number, row in enumerate(rows)}
            again = [
                {name: value for name, value in row.items() if name not in ("created_at", "confirmed_at")}
                for row in sorted(taken, key=lambda row: place[row["id"]])
            ]
            if again:
                await conn.execute(insert(outbox), again)

    async def superseded(self, rows: Sequence[Row]) -> set[UUID]:
        """See ``Store``."""
        later = outbox.alias()
        same = and_(*(later.c[name] == outbox.c[name] for name in ("tenant_id", "topic", "key")))
        newer = exists().where(same, _revision(later.c.payload) > _revision(outbox.c.payload))
        async with self._engine.connect() as conn:
            return set((await conn.execute(select(outbox.c.id).where(_among(rows), newer))).scalars())

    async def prune(self, *, before: datetime, most: int) -> int:
        """See ``Store``."""
        old = select(outbox.c.tenant_id, outbox.c.id).where(
            outbox.c.created_at < before, outbox.c.confirmed_at.is_not(None)
        )
        async with self._engine.begin() as conn:
            gone = delete(outbox).where(tuple_(outbox.c.tenant_id, outbox.c.id).in_(old.limit(most)))
            return (await conn.execute(gone)).rowcount

    async def prune_inbox(self, *, before: datetime, most: int) -> int:
        """See ``Store``."""
        key = (inbox.c.tenant_id, inbox.c.handler, inbox.c.message_id)
        old = select(*key).where(inbox.c.handled_at < before).limit(most)
        async with self._engine.begin() as conn:
            return (await conn.execute(delete(inbox).where(tuple_(*key).in_(old)))).rowcount

    async def prune_answers(self, *, before: datetime, most: int) -> int:
        """See ``Store``."""
        key = (first_answers.c.tenant_id, first_answers.c.id)
        old = select(*key).where(first_answers.c.created_at < before).limit(most)
        async with self._engine.begin() as conn:
            return (await conn.execute(delete(first_answers).where(tuple_(*key).in_(old)))).rowcount

    async def standing(self) -> OutboxCount:
        """See ``Store``."""
        waits = outbox.c.confirmed_at.is_(None)
        query = select(
            func.count(), func.count().filter(waits), func.min(outbox.c.created_at).filter(waits)
        ).select_from(outbox)
        async with self._engine.connect() as conn:
            return OutboxCount(*(await conn.execute(query)).one())

    async def close(self) -> None:
        """Close the pool."""
        await self._engine.dispose()


def _revision(payload: ColumnElement[str]) -> ColumnElement[int]:
    revision: ColumnElement[int] = cast(payload, JSONB)["revision"].as_integer()
    return revision


def _among(rows: Sequence[Row]) -> ColumnElement[bool]:
    return and_(outbox.c.tenant_id.in_({row.tenant_id for row in rows}), outbox.c.id.in_([row.id for row in rows]))
