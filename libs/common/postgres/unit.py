"""Transactions. The tenant is set inside each one (``SET LOCAL``), so a pooled connection carries none to the next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Executable, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from common.contracts.message import Message
from common.messaging.envelope import outbox_row
from common.messaging.outcomes import HANDLER, AlreadyHandled
from common.postgres.tables import inbox, outbox, saga_replies

_SET_TENANT = text("SELECT set_config('app.tenant', :tenant, true)")


class Tx:
    """One open transaction of one tenant. Application code never commits: leaving the block does."""

    def __init__(self, conn: AsyncConnection, tenant_id: UUID, service: str) -> None:
        self.conn = conn
        self.tenant_id = tenant_id
        self._service = service
        self._outgoing: list[dict[str, str]] = []

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Run one statement, or one for each mapping of a list."""
        return await self.conn.execute(statement, parameters)

    def emit(self, *messages: Message) -> None:
        """Announce ``messages``: they leave if, and only if, this transaction commits."""
        for message in messages:
            if message.tenant_id != self.tenant_id:
                raise ValueError(f"{message.topic} of another tenant than the transaction's")
            self._outgoing.append(outbox_row(message, self._service))

    async def flush(self) -> None:
        """Write what was emitted to the outbox. A derived id that was announced before is announced once."""
        if self._outgoing:
            rows, self._outgoing = self._outgoing, []
            await self.conn.execute(insert(outbox).on_conflict_do_nothing(), rows)

    async def stored_reply(self, saga_id: UUID, command: str) -> dict[str, Any] | None:
        """The first reply that was given to ``command`` of a saga, if any."""
        query = select(saga_replies.c.reply).where(
            saga_replies.c.tenant_id == self.tenant_id,
            saga_replies.c.saga_id == saga_id,
            saga_replies.c.command == command,
        )
        reply: dict[str, Any] | None = (await self.execute(query)).scalar_one_or_none()
        return reply

    async def store_reply(self, saga_id: UUID, command: str, reply: dict[str, Any]) -> None:
        """Keep the first reply to ``command``."""
        row = {"tenant_id": self.tenant_id, "saga_id": saga_id, "command": command, "reply": reply}
        await self.execute(insert(saga_replies).values(row))


class Database:
    """A service's database, reached as its app role."""

    def __init__(self, url: str, *, service: str, pool_size: int = 10) -> None:
        self._service = service
        self.engine = create_async_engine(url, pool_size=pool_size, max_overflow=5, pool_pre_ping=True)

    @asynccontextmanager
    async def begin(self, tenant_id: UUID) -> AsyncIterator[Tx]:
        """A transaction that sees and writes rows of ``tenant_id`` only."""
        async with self.engine.begin() as conn:
            await conn.execute(_SET_TENANT, {"tenant": str(tenant_id)})
            tx = Tx(conn, tenant_id, self._service)
            yield tx
            await tx.flush()

    @asynccontextmanager
    async def system(self) -> AsyncIterator[AsyncConnection]:
        """A transaction without a tenant: only tables that are declared as system tables show rows in it."""
        async with self.engine.begin() as conn:
            yield conn

    async def ping(self) -> None:
        """Raise where the database does not answer."""
        async with self.engine.connect() as conn:
            await conn.execute(text("SELECT 1"))

    async def dispose(self) -> None:
        """Close the pool."""
        await self.engine.dispose()


class UnitOfWork(Database):
    """A database whose transactions can stand for the effect of one message."""

    @asynccontextmanager
    async def once(self, message: Message) -> AsyncIterator[Tx]:
        """The transaction of ``message``'s effect; a redelivery raises ``AlreadyHandled`` before the block runs.

        The inbox row is written first: a second delivery that runs at the same time waits for the first one's commit.
        """
        async with self.begin(message.tenant_id) as tx:
            row = {"tenant_id": message.tenant_id, "handler": HANDLER.get(), "message_id": message.id}
            claimed = await tx.execute(insert(inbox).values(row).on_conflict_do_nothing())
            if claimed.rowcount == 0:
                raise AlreadyHandled
            yield tx

    async def seen(self, message: Message) -> bool:
        """Whether the effect of ``message`` exists: asked before slow work, so that a redelivery does not repeat it."""
        query = select(inbox.c.message_id).where(
            inbox.c.tenant_id == message.tenant_id,
            inbox.c.handler == HANDLER.get(),
            inbox.c.message_id == message.id,
        )
        async with self.begin(message.tenant_id) as tx:
            return (await tx.execute(query)).first() is not None
