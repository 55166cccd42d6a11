"""Webhooks, their deliveries and the queue of those. Only added to: an earlier release tells nobody of anything."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from common.stores.postgres.ddl import tenant_table

revision = "0007"
down_revision = "0006"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    tenant_table(
        "webhooks",
        sa.Column("url", sa.String(2048), nullable=False),
        sa.Column("description", sa.String(255)),
        sa.Column("events", ARRAY(sa.Text), nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("disabled_at", TIME),
        sa.Column("disabled_reason", sa.String(50)),
        sa.Column("failing_since", TIME),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("previous_secret", sa.LargeBinary),
        sa.Column("previous_secret_until", TIME),
    )
    _deliveries()
    # No row-level security: it holds ids, numbers and times, so that the sender finds what is due in any tenant.
    op.create_table(
        "webhook_jobs",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("webhook_id", ID, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("token", ID),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("webhook_jobs_turns", "webhook_jobs", ["tenant_id", "due_at", "id"])
    op.create_index("webhook_jobs_webhook", "webhook_jobs", ["webhook_id"])


def _deliveries() -> None:
    tenant_table(
        "webhook_deliveries",
        sa.Column("webhook_id", ID, nullable=False),
        sa.Column("website_id", ID),
        sa.Column("event", sa.String(50), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("is_test", sa.Boolean, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("http_status", sa.Integer),
        sa.Column("ms", sa.Integer),
        sa.Column("reason", sa.String(50)),
        sa.Column("last_attempt_at", TIME),
        sa.Column("next_attempt_at", TIME),
        sa.CheckConstraint("status IN ('waiting', 'delivered', 'failed')", name="webhook_deliveries_status"),
        sa.ForeignKeyConstraint(["tenant_id", "webhook_id"], ["webhooks.tenant_id", "webhooks.id"]),
    )
    op.create_index(
        "webhook_deliveries_newest",
        "webhook_deliveries",
        ["tenant_id", "webhook_id", sa.text("created_at DESC"), "id"],
    )
    op.create_index("webhook_deliveries_website", "webhook_deliveries", ["tenant_id", "website_id"])


def downgrade() -> None:
    for table in ("webhook_jobs", "webhook_deliveries", "webhooks"):
        op.drop_table(table)
