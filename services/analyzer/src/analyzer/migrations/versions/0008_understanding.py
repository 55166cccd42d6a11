"""What a page's markup says, and what is understood of a business beside its name and category."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"

LISTS = ("places", "proposals", "others", "features", "proof", "markets", "understood")


def upgrade() -> None:
    op.add_column("website_pages", sa.Column("structure", JSONB))
    op.add_column("website_analyses", sa.Column("business_kind", sa.Text))
    op.add_column("website_analyses", sa.Column("local", sa.Boolean, nullable=False, server_default=sa.false()))
    for name in LISTS:
        op.add_column("website_analyses", sa.Column(name, JSONB))


def downgrade() -> None:
    for name in reversed(LISTS):
        op.drop_column("website_analyses", name)
    op.drop_column("website_analyses", "local")
    op.drop_column("website_analyses", "business_kind")
    op.drop_column("website_pages", "structure")
