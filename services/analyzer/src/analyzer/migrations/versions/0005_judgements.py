"""What a judge made of a state, and what of a reading was announced but not kept: prominence, neighbours, citations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

STATE = {"first_position": sa.Integer, "prominence": sa.Float, "co_mentions": JSONB, "judgement": JSONB}
ANSWER = {"citations": JSONB, "fallback_reason": sa.Text}


def upgrade() -> None:
    for table, columns in (("brand_states", STATE), ("answers", ANSWER)):
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind))


def downgrade() -> None:
    for table, columns in (("answers", ANSWER), ("brand_states", STATE)):
        for name in columns:
            op.drop_column(table, name)
