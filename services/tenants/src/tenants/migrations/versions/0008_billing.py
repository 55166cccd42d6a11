"""What Stripe says of subscriptions, payment pages, webhooks that came, work that is due, and sagas."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.saga.tables import create_saga_history, create_saga_tables, drop_saga_history, drop_saga_tables
from common.stores.postgres.ddl import tenant_table

revision = "0008"
down_revision = "0007"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)
_OF_STRIPE = (
    ("stripe_customer_id", sa.String(255)), ("stripe_subscription_id", sa.String(255)), ("price_id", sa.String(255)),
    ("period_start", TIME), ("period_end", TIME), ("past_due_since", TIME), ("grace_until", TIME),
    ("laid_aside", sa.String(100)), ("announced", sa.String(500)),
)  # fmt: skip


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, kind in _OF_STRIPE:
        op.add_column("subscriptions", sa.Column(name, kind))
    op.add_column("subscriptions", sa.Column("cancel_at_period_end", sa.Boolean, nullable=False, server_default="f"))
    for name in ("ticket", "synced_ticket"):
        op.add_column("subscriptions", sa.Column(name, sa.BigInteger, nullable=False, server_default="0"))
    for what in ("customer", "subscription"):
        op.create_index(f"subscriptions_{what}", "subscriptions", [f"stripe_{what}_id"], unique=True)
    op.create_index("subscriptions_plan", "subscriptions", ["tier", "status"])
    _checkouts()
    _across_tenants()
    create_saga_tables()
    create_saga_history()


def _checkouts() -> None:
    tenant_table(
        "checkouts",
        sa.Column("tier", sa.String(20), nullable=False),
        sa.Column("session_id", sa.String(255), nullable=False, unique=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("status", sa.String(20), nullable=False, server_default="open"),
        sa.Column("requested_by", ID, nullable=False),
        sa.Column("awaiting", JSONB),
        sa.CheckConstraint("status IN ('open', 'paid', 'expired')", name="checkouts_status"),
        sa.ForeignKeyConstraint(["tenant_id"], ["organizations.tenant_id"], ondelete="CASCADE"),
    )
    # two pages that are both paid would be two subscriptions
    op.create_index(
        "checkouts_one_open", "checkouts", ["tenant_id"], unique=True, postgresql_where=sa.text("status = 'open'")
    )


def _across_tenants() -> None:
    # No row-level security: a webhook says nothing of tenants. Ids, kinds and times only.
    op.create_table(
        "stripe_customers",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tenant_id", ID, nullable=False, unique=True),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.func.now()),
    )
    op.create_table(
        "webhook_events",
        sa.Column("id", ID, primary_key=True),
        sa.Column("stripe_event_id", sa.String(255), nullable=False, unique=True),
        sa.Column("event_type", sa.String(255), nullable=False),
        sa.Column("payload", JSONB, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("processed", sa.Boolean, nullable=False, server_default="f"),
        sa.Column("processed_at", TIME),
        sa.Column("outcome", sa.String(100)),
        sa.Column("error", sa.String(200)),
    )
    op.create_index("webhook_events_received", "webhook_events", ["received_at"])
    op.create_table(
        "billing_jobs",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("lane", sa.String(20), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("token", ID),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("billing_jobs_due", "billing_jobs", ["lane", "due_at"])
    op.create_index("billing_jobs_tenant", "billing_jobs", ["lane", "tenant_id"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    drop_saga_history()
    drop_saga_tables()
    for table in ("billing_jobs", "webhook_events", "stripe_customers", "checkouts"):
        op.drop_table(table)
    op.drop_index("subscriptions_plan", "subscriptions")
    for what in ("subscription", "customer"):
        op.drop_index(f"subscriptions_{what}", "subscriptions")
    for name in ("synced_ticket", "ticket", "cancel_at_period_end", *(name for name, _ in reversed(_OF_STRIPE))):
        op.drop_column("subscriptions", name)
