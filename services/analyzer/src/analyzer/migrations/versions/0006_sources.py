"""Where each finding of an analysis stands, and the site's tone of voice."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

TONES = "'conversational', 'neutral', 'formal'"


def upgrade() -> None:
    op.add_column("website_analyses", sa.Column("tone", sa.Text))
    op.add_column("website_analyses", sa.Column("tone_reason", sa.Text))
    op.add_column("website_analyses", sa.Column("sources", JSONB))
    op.execute(f"ALTER TABLE website_analyses ADD CONSTRAINT website_analyses_tone CHECK (tone IN ({TONES})) NOT VALID")


def downgrade() -> None:
    for name in ("sources", "tone_reason", "tone"):
        op.drop_column("website_analyses", name)
