"""What is written of webhooks and deliveries. The tenant comes first in every statement, beside row-level security."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from common.jobs.postgres import JobTable, PostgresJobs
from common.primitives.ids import derived_id, uuid7
from common.stores.postgres import Database, Tx
from reports.webhooks.rules.telling import Telling
from reports.webhooks.tables import webhook_deliveries as deliveries
from reports.webhooks.tables import webhook_jobs, webhooks

LANE = "webhooks"
JOBS = JobTable(webhook_jobs, lane=LANE)
"""The queue inside a transaction."""
KEPT_FOR = timedelta(days=30)
"""A delivery that waits no more is forgotten after so long."""
MOST_AGAIN = 1000
"""Deliveries that one request sends again."""


def queue_of(database: Database) -> PostgresJobs:
    """The queue as the sender takes from it."""
    return PostgresJobs(database, webhook_jobs, lane=LANE)


async def add(tx: Tx, row: dict[str, Any]) -> None:
    """Keep a new webhook."""
    await tx.execute(insert(webhooks).values(tenant_id=tx.tenant_id, **row))


async def change(tx: Tx, webhook_id: UUID, fields: dict[str, Any]) -> None:
    """Change fields of a webhook."""
    own = (webhooks.c.tenant_id == tx.tenant_id, webhooks.c.id == webhook_id)
    await tx.execute(update(webhooks).where(*own).values(fields))


async def remove(tx: Tx, webhook_id: UUID) -> None:
    """Forget a webhook with its deliveries; one that is being sent finds that out."""
    await JOBS.drop(tx, {"webhook_id": webhook_id})
    for table, own in ((deliveries, deliveries.c.webhook_id), (webhooks, webhooks.c.id)):
        await tx.execute(delete(table).where(table.c.tenant_id == tx.tenant_id, own == webhook_id))


async def disable(tx: Tx, webhook_id: UUID, reason: str, at: datetime) -> None:
    """Leave a webhook alone: what waits for it has failed, and can be sent again once it is active."""
    await change(tx, webhook_id, {"is_active": False, "disabled_at": at, "disabled_reason": reason})
    await JOBS.drop(tx, {"webhook_id": webhook_id})
    waiting = (deliveries.c.webhook_id == webhook_id, deliveries.c.status == "waiting")
    failed = {"status": "failed", "reason": "webhook-disabled", "next_attempt_at": None}
    await tx.execute(update(deliveries).where(deliveries.c.tenant_id == tx.tenant_id, *waiting).values(failed))


async def listening(tx: Tx, telling: Telling, since: datetime) -> Sequence[UUID]:
    """The active webhooks that are told of it and were there when it happened; none is disabled before we end."""
    query = select(webhooks.c.id).where(
        webhooks.c.tenant_id == tx.tenant_id,
        webhooks.c.is_active,
        webhooks.c.events.contains([telling.name]),
        webhooks.c.created_at <= since,
    )
    return (await tx.execute(query.order_by(webhooks.c.id).with_for_update(read=True))).scalars().all()


async def tell(tx: Tx, told: Sequence[UUID], telling: Telling, event_id: UUID, at: datetime) -> None:
    """A delivery for each webhook, due at once. Its id is derived: one event is one message to a webhook, for ever."""
    for webhook_id in told:
        await _deliver(tx, webhook_id, derived_id("webhook", webhook_id, event_id), telling, at)


async def try_out(tx: Tx, webhook_id: UUID, telling: Telling, at: datetime) -> UUID:
    """A delivery that is none of an event; its id."""
    own = uuid7()
    await _deliver(tx, webhook_id, own, telling, at, is_test=True)
    return own


async def _deliver(
    tx: Tx, webhook_id: UUID, own: UUID, telling: Telling, at: datetime, *, is_test: bool = False
) -> None:  # fmt: skip
    row = {
        "id": own, "webhook_id": webhook_id, "website_id": telling.website_id, "event": telling.name,
        "body": telling.body, "is_test": is_test, "status": "waiting", "created_at": at, "next_attempt_at": at,
    }  # fmt: skip
    new = insert(deliveries).values(tenant_id=tx.tenant_id, **row).on_conflict_do_nothing()
    if (await tx.execute(new)).rowcount:
        await JOBS.add(tx, [own], at, fields={"webhook_id": webhook_id})


async def note(tx: Tx, delivery_id: UUID, fields: dict[str, Any]) -> None:
    """Write down how a try of a delivery went."""
    own = (deliveries.c.tenant_id == tx.tenant_id, deliveries.c.id == delivery_id)
    await tx.execute(update(deliveries).where(*own).values(fields))


async def again(tx: Tx, webhook_id: UUID, chosen: Sequence[UUID], at: datetime) -> None:
    """Put deliveries into the queue anew, under their ids; one that waits is due now, one being sent is left alone."""
    for own in chosen:
        await JOBS.drop(tx, {"id": own}, begun_too=False)
    await JOBS.add(tx, chosen, at, fields={"webhook_id": webhook_id})
    fields = {"status": "waiting", "tries": 0, "next_attempt_at": at, "reason": None}
    these = (deliveries.c.tenant_id == tx.tenant_id, deliveries.c.id.in_(chosen))
    await tx.execute(update(deliveries).where(*these).values(fields))


async def failed_since(tx: Tx, webhook_id: UUID, since: datetime) -> Sequence[UUID]:
    """The deliveries of events that failed, of what happened since then; the oldest first, at most ``MOST_AGAIN``."""
    query = select(deliveries.c.id).where(
        deliveries.c.tenant_id == tx.tenant_id,
        deliveries.c.webhook_id == webhook_id,
        deliveries.c.status == "failed",
        deliveries.c.created_at >= since,
        deliveries.c.is_test.is_(False),
    )
    return (
        (await tx.execute(query.order_by(deliveries.c.created_at, deliveries.c.id).limit(MOST_AGAIN))).scalars().all()
    )


async def forget_old(tx: Tx, now: datetime) -> None:
    """Delete the organisation's deliveries that ended long ago."""
    ended = (deliveries.c.status != "waiting", deliveries.c.created_at < now - KEPT_FOR)
    await tx.execute(delete(deliveries).where(deliveries.c.tenant_id == tx.tenant_id, *ended))
