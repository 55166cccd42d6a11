"""What is read of webhooks and deliveries. The tenant comes first in every statement, beside row-level security."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, or_, select

from common.stores.postgres import Tx
from reports.webhooks.rules.schedule import Status
from reports.webhooks.tables import webhook_deliveries as deliveries
from reports.webhooks.tables import webhooks


async def listed(tx: Tx, *, limit: int, after: UUID | None) -> list[RowMapping]:
    """Webhooks, the first made first, from behind the one that is called ``after``."""
    query = select(webhooks).where(webhooks.c.tenant_id == tx.tenant_id)
    if after is not None:
        query = query.where(webhooks.c.id > after)
    return list((await tx.execute(query.order_by(webhooks.c.id).limit(limit))).mappings())


async def webhook(tx: Tx, webhook_id: UUID, *, held: bool = False) -> RowMapping | None:
    """One webhook; ``held``: nobody changes it before this transaction has ended."""
    query = select(webhooks).where(webhooks.c.tenant_id == tx.tenant_id, webhooks.c.id == webhook_id)
    query = query.with_for_update() if held else query
    return (await tx.execute(query)).mappings().one_or_none()


async def how_many(tx: Tx) -> int:
    """How many webhooks there are; whoever asks at the same time waits, so that no two pass a limit together."""
    lock = func.hashtextextended(f"webhooks {tx.tenant_id}", 0)
    await tx.execute(select(func.pg_advisory_xact_lock(lock)))
    query = select(func.count()).select_from(webhooks).where(webhooks.c.tenant_id == tx.tenant_id)
    return int((await tx.execute(query)).scalar_one())


async def delivery(tx: Tx, delivery_id: UUID, *, held: bool = False) -> RowMapping | None:
    """One delivery of any webhook; ``held`` as of a webhook."""
    query = select(deliveries).where(deliveries.c.tenant_id == tx.tenant_id, deliveries.c.id == delivery_id)
    query = query.with_for_update() if held else query
    return (await tx.execute(query)).mappings().one_or_none()


async def deliveries_of(
    tx: Tx, webhook_id: UUID, *, status: Status | None, limit: int, after: tuple[datetime, UUID] | None
) -> list[RowMapping]:
    """A webhook's deliveries, the newest first."""
    query: Any = select(deliveries).where(deliveries.c.tenant_id == tx.tenant_id, deliveries.c.webhook_id == webhook_id)
    if status is not None:
        query = query.where(deliveries.c.status == status)
    if after is not None:
        at, own = after
        same = and_(deliveries.c.created_at == at, deliveries.c.id > own)
        query = query.where(or_(deliveries.c.created_at < at, same))
    query = query.order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(limit)
    return list((await tx.execute(query)).mappings())
