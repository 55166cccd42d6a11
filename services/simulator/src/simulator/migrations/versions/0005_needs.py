"""An audit that waits for a person is an active one, and says what it needs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

BEFORE = ("running", "compensating", "completed", "failed", "cancelled", "stuck")


def upgrade() -> None:
    op.add_column("audits", sa.Column("needs", JSONB))
    _statuses("needs-input", *BEFORE)
    _one_active("needs-input", "running", "compensating")


def downgrade() -> None:
    op.execute("UPDATE audits SET status = 'running' WHERE status = 'needs-input'")
    _one_active("running", "compensating")
    _statuses(*BEFORE)
    op.drop_column("audits", "needs")


def _statuses(*words: str) -> None:
    listed = ", ".join(f"'{word}'" for word in words)
    op.execute("ALTER TABLE audits DROP CONSTRAINT audits_status")
    op.execute(f"ALTER TABLE audits ADD CONSTRAINT audits_status CHECK (status IN ({listed})) NOT VALID")


def _one_active(*words: str) -> None:
    listed = ", ".join(f"'{word}'" for word in words)
    op.drop_index("audits_one_active", "audits")
    op.create_index(
        "audits_one_active", "audits", ["tenant_id", "website_id"], unique=True,
        postgresql_where=sa.text(f"status IN ({listed})"),
    )  # fmt: skip
