"""What a discovered brand seems to be."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KINDS = "'rival', 'product', 'marketplace', 'media', 'person', 'place'"


def upgrade() -> None:
    op.add_column("brand_states", sa.Column("kind", sa.Text))
    op.execute(f"ALTER TABLE brand_states ADD CONSTRAINT brand_states_kind CHECK (kind IN ({KINDS})) NOT VALID")


def downgrade() -> None:
    op.drop_column("brand_states", "kind")
