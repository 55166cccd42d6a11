"""Why a conversation is held and what it rests on; what started a customer's search, and what is said with what right.

Only added to: an earlier release leaves the columns null.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("reason", sa.Text))
    op.add_column("conversations", sa.Column("rests_on", JSONB))
    op.add_column("icps", sa.Column("trigger", sa.Text))
    op.add_column("icps", sa.Column("writing", sa.Text))
    op.add_column("icps", sa.Column("statements", JSONB))


def downgrade() -> None:
    for table, columns in (("icps", ("statements", "writing", "trigger")), ("conversations", ("rests_on", "reason"))):
        for column in columns:
            op.drop_column(table, column)
