"""First answers in PostgreSQL: see ``common.stores.keyed``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.process.failpoints import failpoint
from common.stores.keyed import KEPT_FOR, AnsweredBefore, FirstAnswer, RequestKey, still_running
from common.stores.postgres.tables import first_answers
from common.stores.postgres.transaction import Tx
from common.stores.postgres.unit import SET_TENANT, Database, unfit_rejected

_FIRST = text("SELECT pg_try_advisory_xact_lock(:lock)")
"""Held until the transaction ends, however it ends: whoever does not get it came while the first one runs."""


@dataclass(frozen=True, slots=True)
class PostgresAnswers:
    """The first answers of a service whose truth is in PostgreSQL."""

    database: Database

    def holding(self, key: RequestKey) -> "HeldTransaction":
        """See ``FirstAnswers``."""
        return HeldTransaction(self.database, key)


class HeldTransaction:
    """See ``Held``. A block is a savepoint: one that fails takes back what it did, and no more."""

    def __init__(self, database: Database, key: RequestKey) -> None:
        self.over = False
        self._database = database
        self._key = key
        self._conn: AsyncConnection | None = None
        self._tenants: list[UUID] = []

    def serves(self, store: object) -> bool:
        """See ``Held``."""
        return store is self._database

    async def first(self) -> FirstAnswer | None:
        """See ``Held``."""
        async with self._database.engine.begin() as conn:
            return await self._answer(conn)

    @asynccontextmanager
    async def block(self, tenant_id: UUID) -> AsyncIterator[Tx]:
        """See ``Held``."""
        conn = self._conn or await self._open()
        with unfit_rejected():
            async with conn.begin_nested():
                await conn.execute(SET_TENANT, {"tenant": str(tenant_id)})
                self._tenants.append(tenant_id)
                try:
                    tx = Tx(conn, tenant_id, self._database.service)
                    yield tx
                    await tx.flush()
                finally:
                    self._tenants.pop()
            if self._tenants:  # this block stands in another one, which goes on as whom it began
                await conn.execute(SET_TENANT, {"tenant": str(self._tenants[-1])})

    async def keep(self, answer: FirstAnswer) -> None:
        """See ``Held``."""
        conn = self._conn or await self._open()
        told = {"fingerprint": answer.fingerprint, "status": answer.status, "response": answer.response}
        new = insert(first_answers).values(tenant_id=self._key.tenant_id, id=self._key.id, **told)
        key = [first_answers.c.tenant_id, first_answers.c.id]
        await conn.execute(SET_TENANT, {"tenant": str(self._key.tenant_id)})
        await conn.execute(new.on_conflict_do_update(index_elements=key, set_={**told, "created_at": func.now()}))
        await self.close()

    async def close(self) -> None:
        """See ``Held``."""
        self.over = True
        conn, self._conn = self._conn, None
        if conn is None:
            return
        try:
            failpoint("unit.before-commit")
            await conn.commit()
            failpoint("unit.after-commit")
        finally:
            await conn.close()

    async def abandon(self) -> None:
        """See ``Held``."""
        self.over = True
        conn, self._conn = self._conn, None
        if conn is not None:
            await conn.close()

    async def _open(self) -> AsyncConnection:
        """The connection, in a transaction that is the only one with this key."""
        conn = await self._database.engine.connect()
        try:
            await conn.begin()
            await self._come_first(conn)
        except BaseException:
            await conn.close()
            raise
        self._conn = conn
        return conn

    async def _come_first(self, conn: AsyncConnection) -> None:
        alone = (await conn.execute(_FIRST, {"lock": self._lock()})).scalar_one()
        failpoint("unit.begun")
        if not alone:
            raise still_running()
        answer = await self._answer(conn)  # of one that ended between our look and our lock
        if answer is not None:
            raise AnsweredBefore(answer)

    async def _answer(self, conn: AsyncConnection) -> FirstAnswer | None:
        await conn.execute(SET_TENANT, {"tenant": str(self._key.tenant_id)})
        kept = first_answers.c
        query = select(kept.fingerprint, kept.status, kept.response).where(
            kept.tenant_id == self._key.tenant_id, kept.id == self._key.id, kept.created_at > func.now() - KEPT_FOR
        )
        row = (await conn.execute(query)).one_or_none()
        return FirstAnswer(*row) if row else None

    def _lock(self) -> int:
        return int.from_bytes((self._key.tenant_id.int ^ self._key.id.int).to_bytes(16)[:8], signed=True)
