"""Rebuilds as a leased queue. Only added to: an earlier release goes on asking for them, and doing them, beside it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0004"
down_revision = "0003"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("rebuilds", sa.Column("due_at", TIME, nullable=False, server_default=sa.func.now()))
    op.add_column("rebuilds", sa.Column("lease_until", TIME))
    op.add_column("rebuilds", sa.Column("token", UUID(as_uuid=True)))
    op.add_column("rebuilds", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("rebuilds", sa.Column("traceparent", sa.Text))
    op.execute("UPDATE rebuilds SET due_at = requested_at")


def downgrade() -> None:
    for column in ("traceparent", "attempts", "token", "lease_until", "due_at"):
        op.drop_column("rebuilds", column)
