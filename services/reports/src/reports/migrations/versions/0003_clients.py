"""The client whose website a report is about. Only added to: an earlier release leaves it null."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("reports", sa.Column("client_id", UUID(as_uuid=True)))


def downgrade() -> None:
    op.drop_column("reports", "client_id")
