"""What a service announced, as the tests read it."""

from uuid import UUID

from sqlalchemy import select

from common.contracts.message import Message
from common.contracts.registry import MESSAGES
from common.stores.postgres import Database
from common.stores.postgres.tables import outbox


async def emitted(database: Database, tenant_id: UUID) -> list[Message]:
    """What a tenant's outbox holds, in order."""
    async with database.begin(tenant_id) as tx:
        rows = (await tx.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.id))).all()
    return [MESSAGES[row.topic].model_validate_json(row.payload) for row in rows]
