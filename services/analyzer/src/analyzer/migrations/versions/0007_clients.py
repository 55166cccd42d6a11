"""The client whose website an answer is about. Only added to: an earlier release leaves it null."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("answers", sa.Column("client_id", UUID(as_uuid=True)))


def downgrade() -> None:
    op.drop_column("answers", "client_id")
