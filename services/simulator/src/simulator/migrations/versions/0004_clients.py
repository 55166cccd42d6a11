"""The client whose website is audited. Only added to: an earlier release leaves it null."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0004"
down_revision = "0003"

TABLES = ("audits", "runs")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("client_id", UUID(as_uuid=True)))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "client_id")
