"""The tables of plans and quotas, as queries see them. Both belong to a tenant."""

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


subscriptions = Table(
    "subscriptions",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("tier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("stripe_customer_id", Text),
    Column("stripe_subscription_id", Text),
    Column("price_id", Text),
    Column("period_start", _TIME),
    Column("period_end", _TIME),
    Column("cancel_at_period_end", Boolean, nullable=False),
    Column("past_due_since", _TIME),
    Column("grace_until", _TIME),
    Column("laid_aside", Text),
    Column("ticket", BigInteger, nullable=False),
    Column("synced_ticket", BigInteger, nullable=False),
    Column("announced", Text),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
"""``ticket``: how often Stripe was about to be asked; ``synced_ticket``: of which asking the row is. ``laid_aside``:
why what Stripe has could not be taken over. ``announced``: the plan that was announced last."""

reservations = Table(
    "reservations",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("audit_id", _ID, key="subject_id", nullable=False),
    Column("quota", Text, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("expires_at", _TIME),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
"""``audit_id`` kept the name it had when only audits reserved: it is what the room is for, an audit or a website."""
