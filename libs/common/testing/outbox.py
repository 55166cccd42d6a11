"""A service's consumer at work, and what it announced, as the tests read it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from common.contracts.auth import ActionNoted
from common.contracts.message import Message
from common.contracts.registry import MESSAGES
from common.messaging.runtime.consumer import Consumer
from common.stores.postgres import Database
from common.stores.postgres.tables import outbox

M = TypeVar("M", bound=Message)


@asynccontextmanager
async def consuming(consumer: Consumer) -> AsyncIterator[asyncio.Task[None]]:
    """The consumer runs within the block, as the task that is given."""
    task = asyncio.create_task(consumer.run())
    try:
        yield task
    finally:
        consumer.stop()
        await task


async def once_there_are(
    number: int, found: Callable[[], Awaitable[list[M]]], *, by: "asyncio.Task[None]", within_s: float
) -> list[M]:
    """What ``found`` gives once it is ``number`` messages; ``AssertionError`` where the consumer ends before."""
    async with asyncio.timeout(within_s):
        while len(there := await found()) < number:
            assert not by.done(), "the consumer ended by itself"
            await asyncio.sleep(0.05)
    return there


async def emitted(database: Database, tenant_id: UUID) -> list[Message]:
    """What a tenant's outbox holds, in order, beside what was noted for the audit log (``noted``)."""
    return [each for each in await _outgoing(database, tenant_id) if not isinstance(each, ActionNoted)]


async def noted(database: Database, tenant_id: UUID) -> list[ActionNoted]:
    """What was noted for the audit log, in order."""
    return [each for each in await _outgoing(database, tenant_id) if isinstance(each, ActionNoted)]


async def _outgoing(database: Database, tenant_id: UUID) -> list[Message]:
    async with database.looking(tenant_id) as tx:
        rows = (await tx.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.id))).all()
    return [MESSAGES[row.topic].model_validate_json(row.payload) for row in rows]
