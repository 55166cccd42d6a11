"""Rebuilds of the facts that operators ask for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0002"
down_revision = "0001"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "rebuilds",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("switch", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("records", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
        sa.Column("result", JSONB),
        sa.Column("requested_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
        sa.CheckConstraint(
            "status IN ('requested', 'running', 'switched', 'equal', 'different', 'failed')", name="rebuilds_status"
        ),
    )
    op.create_index("rebuilds_requested_at", "rebuilds", ["requested_at"])


def downgrade() -> None:
    op.drop_table("rebuilds")
