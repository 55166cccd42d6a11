"""SQL of billing. Subscriptions and payment pages belong to a tenant; customers, events and jobs are found across."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.jobs.postgres import JobTable, PostgresJobs
from common.primitives.ids import derived_id
from common.stores.postgres import Database, Tx
from tenants.billing.rules.standing import Subscribed
from tenants.billing.rules.webhooks import StripeEvent
from tenants.billing.tables import checkouts, jobs, stripe_customers, webhook_events
from tenants.quota.tables import subscriptions

EVENTS, GRACES, REMINDERS = "event", "grace", "reminder"
JOBS = JobTable(jobs)
"""The queue inside a transaction."""
_SUBSCRIBED = select(*(subscriptions.c[field.name] for field in fields(Subscribed)))


def job_queue(database: Database) -> PostgresJobs:
    """The queue as workers take from it."""
    return PostgresJobs(database, jobs)


# -- subscriptions --------------------------------------------------------------------------------------------------


async def subscribed(tx: Tx, *, lock: bool = False) -> Subscribed | None:
    """How the tenant's subscription stands; None where there is no such organisation."""
    query = _SUBSCRIBED.where(subscriptions.c.tenant_id == tx.tenant_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).mappings().one_or_none()
    return Subscribed(**row) if row else None


async def take_ticket(tx: Tx) -> int | None:
    """The number of the asking that begins now; None where there is no such organisation."""
    own = update(subscriptions).where(subscriptions.c.tenant_id == tx.tenant_id)
    taken = own.values(ticket=subscriptions.c.ticket + 1).returning(subscriptions.c.ticket)
    ticket: int | None = (await tx.execute(taken)).scalar_one_or_none()
    return ticket


async def save(tx: Tx, after: Subscribed, ticket: int) -> bool:
    """Keep what asking ``ticket`` found, unless a later asking was kept already."""
    newer = update(subscriptions).where(
        subscriptions.c.tenant_id == tx.tenant_id, subscriptions.c.synced_ticket < ticket
    )  # fmt: skip
    kept = await tx.execute(newer.values(**asdict(after), synced_ticket=ticket, updated_at=func.now()))
    return bool(kept.rowcount)


async def announced(tx: Tx, told: str) -> str | None:
    """Note what is announced now; what was announced before."""
    own = subscriptions.c.tenant_id == tx.tenant_id
    before: str | None = (await tx.execute(select(subscriptions.c.announced).where(own))).scalar_one_or_none()
    if before != told:
        await tx.execute(update(subscriptions).where(own).values(announced=told))
    return before


# -- customers ------------------------------------------------------------------------------------------------------


async def customer(tx: Tx) -> str | None:
    """The tenant's customer id at Stripe."""
    query = select(subscriptions.c.stripe_customer_id).where(subscriptions.c.tenant_id == tx.tenant_id)
    found: str | None = (await tx.execute(query)).scalar_one_or_none()
    return found


async def add_customer(tx: Tx, customer_id: str) -> None:
    """Keep whose customer it is, unless the tenant has one."""
    own = (subscriptions.c.tenant_id == tx.tenant_id, subscriptions.c.stripe_customer_id.is_(None))
    added = await tx.execute(update(subscriptions).where(*own).values(stripe_customer_id=customer_id))
    if added.rowcount:
        await tx.execute(insert(stripe_customers).values(id=_key(customer_id), tenant_id=tx.tenant_id))


async def forget_customer(tx: Tx) -> None:
    """The tenant has no account at Stripe any more."""
    own = update(subscriptions).where(subscriptions.c.tenant_id == tx.tenant_id)
    await tx.execute(own.values(stripe_customer_id=None))
    await tx.execute(delete(stripe_customers).where(stripe_customers.c.tenant_id == tx.tenant_id))


async def tenant_of(conn: AsyncConnection, customer_id: str) -> UUID | None:
    """Whose customer it is."""
    query = select(stripe_customers.c.tenant_id).where(stripe_customers.c.id == _key(customer_id))
    found: UUID | None = (await conn.execute(query)).scalar_one_or_none()
    return found


def _key(customer_id: str) -> UUID:
    """What a customer is found by across tenants: it tells nothing to whoever does not know the id already."""
    return derived_id("stripe-customer", customer_id)


# -- webhooks -------------------------------------------------------------------------------------------------------


async def add_event(conn: AsyncConnection, event: StripeEvent, now: datetime) -> UUID | None:
    """Keep that an event came, and give its id here; None where it was kept before."""
    row = {
        "id": derived_id("stripe-event", event.id), "stripe_event_id": event.id, "event_type": event.type,
        "payload": event.kept, "received_at": now, "processed": False,
    }  # fmt: skip
    new = insert(webhook_events).values(row).on_conflict_do_nothing().returning(webhook_events.c.id)
    added: UUID | None = (await conn.execute(new)).scalar_one_or_none()
    return added


async def event_kept(tx: Tx, event_id: UUID) -> Mapping[str, Any]:
    """What was kept of an event: its type and payload."""
    query = select(webhook_events.c.event_type, webhook_events.c.payload).where(webhook_events.c.id == event_id)
    return dict((await tx.execute(query)).mappings().one())


async def end_event(
    conn: Tx | AsyncConnection, event_id: UUID, outcome: str, now: datetime, error: str | None = None
) -> None:  # fmt: skip
    """Keep what became of an event."""
    own = update(webhook_events).where(webhook_events.c.id == event_id)
    values = {"processed": error is None, "processed_at": now, "outcome": outcome, "error": error}
    await conn.execute(own.values(values))


# -- payment pages --------------------------------------------------------------------------------------------------


async def add_checkout(tx: Tx, row: Mapping[str, Any]) -> bool:
    """Keep an open page; False where another one is open."""
    new = insert(checkouts).values({"tenant_id": tx.tenant_id, "status": "open", **row})
    return bool((await tx.execute(new.on_conflict_do_nothing())).rowcount)


async def open_checkout(tx: Tx) -> Mapping[str, Any] | None:
    """The tenant's open page."""
    own = (checkouts.c.tenant_id == tx.tenant_id, checkouts.c.status == "open")
    row = (await tx.execute(select(checkouts).where(*own))).mappings().one_or_none()
    return dict(row) if row else None


async def checkout(tx: Tx, checkout_id: UUID) -> Mapping[str, Any] | None:
    """One page; whoever asks next waits until this transaction is over."""
    own = (checkouts.c.tenant_id == tx.tenant_id, checkouts.c.id == checkout_id)
    row = (await tx.execute(select(checkouts).where(*own).with_for_update())).mappings().one_or_none()
    return dict(row) if row else None


async def checkout_of(tx: Tx, session_id: str) -> Mapping[str, Any] | None:
    """The page with an id of Stripe's; locked as ``checkout`` does."""
    own = (checkouts.c.tenant_id == tx.tenant_id, checkouts.c.session_id == session_id)
    row = (await tx.execute(select(checkouts).where(*own).with_for_update())).mappings().one_or_none()
    return dict(row) if row else None


async def change_checkout(tx: Tx, checkout_id: UUID, **changes: Any) -> None:
    """Change a page."""
    own = (checkouts.c.tenant_id == tx.tenant_id, checkouts.c.id == checkout_id)
    await tx.execute(update(checkouts).where(*own).values(changes))
