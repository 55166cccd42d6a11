"""The client whose website was audited. Only added to: an earlier release leaves it null."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("materialisations", sa.Column("client_id", UUID(as_uuid=True)))


def downgrade() -> None:
    op.drop_column("materialisations", "client_id")
