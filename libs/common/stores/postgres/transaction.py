"""One open transaction of one tenant, as application code sees it."""

from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Executable, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.message import Message
from common.messaging.envelope import outbox_row
from common.primitives.errors import NotFound
from common.stores.postgres import erasures
from common.stores.postgres.tables import outbox, saga_replies

_ANNOUNCE = insert(outbox).on_conflict_do_nothing()
_STORED_REPLY = select(saga_replies.c.reply).where(
    saga_replies.c.tenant_id == bindparam("of_tenant"),
    saga_replies.c.saga_id == bindparam("saga"),
    saga_replies.c.command == bindparam("to"),
)
_STORE_REPLY = insert(saga_replies)


class Tx:
    """One open transaction of one tenant. Application code never commits: leaving the block does."""

    def __init__(self, conn: AsyncConnection, tenant_id: UUID, service: str) -> None:
        self.conn = conn
        self.tenant_id = tenant_id
        self.service = service
        self._outgoing: list[dict[str, str]] = []

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Run one statement, or one for each mapping of a list."""
        return await self.conn.execute(statement, parameters)

    def emit(self, *messages: Message) -> None:
        """Announce ``messages``: they leave if, and only if, this transaction commits."""
        for message in messages:
            if message.tenant_id != self.tenant_id:
                raise ValueError(f"{message.topic} of another tenant than the transaction's")
            self._outgoing.append(outbox_row(message, self.service))

    async def hold_website(self, website_id: UUID) -> None:
        """``NotFound`` where the website was erased; it is not erased before this transaction has ended."""
        if not await erasures.hold_website(self.conn, self.tenant_id, website_id):
            raise NotFound("website-not-found", "There is no such website.")

    async def flush(self) -> None:
        """Write what was emitted to the outbox. A derived id that was announced before is announced once."""
        if self._outgoing:
            rows, self._outgoing = self._outgoing, []
            await self.conn.execute(_ANNOUNCE, rows)

    async def stored_reply(self, saga_id: UUID, command: str) -> dict[str, Any] | None:
        """The first reply that was given to ``command`` of a saga, if any."""
        asked = {"of_tenant": self.tenant_id, "saga": saga_id, "to": command}
        reply: dict[str, Any] | None = (await self.execute(_STORED_REPLY, asked)).scalar_one_or_none()
        return reply

    async def store_reply(self, saga_id: UUID, command: str, reply: dict[str, Any]) -> None:
        """Keep the first reply to ``command``."""
        row = {"tenant_id": self.tenant_id, "saga_id": saga_id, "command": command, "reply": reply}
        await self.execute(_STORE_REPLY, row)
