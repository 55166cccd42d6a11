"""Devices of sessions, sealed successors, revocations, keys that are withdrawn, operators."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0005"
down_revision = "0004"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)
REASONS_BEFORE = "revoked_reason IN ('logout', 'reuse')"
REASONS = "revoked_reason ~ '^[a-z]+(-[a-z]+)*$'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _sessions()
    op.add_column("signing_keys", sa.Column("revoked_at", TIME))
    op.create_table(
        "revocations",
        sa.Column("subject", sa.String(120), primary_key=True),
        sa.Column("before", TIME, nullable=False),
        sa.Column("reason", sa.String(50), nullable=False),
        sa.Column("changed_at", TIME, nullable=False, server_default=sa.text("clock_timestamp()")),
    )
    op.create_index("revocations_changed_at", "revocations", ["changed_at"])
    op.create_index("revocations_before", "revocations", ["before"])
    op.create_table(
        "platform_operators",
        sa.Column("user_id", ID, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("added_by", sa.String(255), nullable=False),
        sa.Column("added_at", TIME, nullable=False, server_default=sa.func.now()),
    )


def _sessions() -> None:
    op.add_column("sessions", sa.Column("user_agent", sa.String(255)))
    op.add_column("sessions", sa.Column("address", sa.String(64)))
    op.add_column("sessions", sa.Column("last_used_at", TIME))
    op.drop_constraint("sessions_revoked_reason", "sessions")
    op.create_check_constraint("sessions_revoked_reason", "sessions", REASONS)
    op.add_column("refresh_tokens", sa.Column("successor_sealed", sa.LargeBinary))
    op.add_column("refresh_tokens", sa.Column("used_by", sa.LargeBinary))
    op.create_check_constraint("refresh_tokens_used", "refresh_tokens", "used_at IS NOT NULL OR used_by IS NULL")


def downgrade() -> None:
    op.drop_table("platform_operators")
    op.drop_table("revocations")
    op.drop_column("signing_keys", "revoked_at")
    op.drop_constraint("refresh_tokens_used", "refresh_tokens")
    for column in ("used_by", "successor_sealed"):
        op.drop_column("refresh_tokens", column)
    op.execute("UPDATE sessions SET revoked_reason = 'logout' WHERE revoked_reason <> 'reuse'")
    op.drop_constraint("sessions_revoked_reason", "sessions")
    op.create_check_constraint("sessions_revoked_reason", "sessions", REASONS_BEFORE)
    for column in ("last_used_at", "address", "user_agent"):
        op.drop_column("sessions", column)
