"""Why the evidence of a state proves it; null in readings of before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("brand_states", sa.Column("ground", JSONB))


def downgrade() -> None:
    op.drop_column("brand_states", "ground")
