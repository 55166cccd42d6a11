"""The tables of billing, as queries see them; that of subscriptions stands with the plans (``quota/tables.py``)."""

from sqlalchemy import Boolean, Column, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

SYSTEM_TABLES = {"webhook_events": "which events of Stripe's came, and what became of them: no person's data"}
"""Tables of no tenant's, with the reason."""
WORK_TABLES = {
    "stripe_customers": "a webhook names a customer and no tenant: whose he is, by an id that is derived from his",
    "billing_jobs": "a worker finds work of all tenants here, then acts as the tenant",
    "saga_deadlines": "one clock serves the sagas of all tenants",
}
"""Tables without row-level security, each with its reason: ids, numbers and times only."""

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

checkouts = Table(
    "checkouts", metadata,
    Column("tenant_id", _ID, primary_key=True), Column("id", _ID, primary_key=True), Column("created_at", _TIME),
    Column("tier", Text), Column("session_id", Text), Column("url", Text), Column("expires_at", _TIME),
    Column("status", Text), Column("requested_by", _ID), Column("awaiting", JSONB(none_as_null=True)),
)  # fmt: skip
"""Payment pages; the id is the payment's saga's. ``awaiting``: the command that is answered when the page has ended."""

stripe_customers = Table(
    "stripe_customers", metadata,
    Column("id", _ID, primary_key=True), Column("tenant_id", _ID), Column("created_at", _TIME),
)  # fmt: skip
webhook_events = Table(
    "webhook_events", metadata,
    Column("id", _ID, primary_key=True), Column("stripe_event_id", Text), Column("event_type", Text),
    Column("payload", JSONB), Column("received_at", _TIME), Column("processed", Boolean),
    Column("processed_at", _TIME), Column("outcome", Text), Column("error", Text),
)  # fmt: skip
jobs = Table(
    "billing_jobs", metadata,
    Column("id", _ID, primary_key=True), Column("tenant_id", _ID), Column("lane", Text),
    Column("due_at", _TIME), Column("lease_until", _TIME), Column("token", _ID), Column("attempts", Integer),
)  # fmt: skip
"""Events to follow (the id is that of the event's row), reminders to send, graces that end."""
