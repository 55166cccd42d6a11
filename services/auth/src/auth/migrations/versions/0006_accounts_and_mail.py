"""Mails, registrations that wait for their confirmation, mailed codes; how a person is shown, and when he left."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0006"
down_revision = "0005"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("users", sa.Column("display_name", sa.String(255)))
    op.add_column("users", sa.Column("closed_at", TIME))
    _mails()
    _registrations()
    _codes()


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", sa.String(50), nullable=False),
        sa.Column("recipient_digest", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(255)),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("token", ID),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("traceparent", sa.Text),
        sa.CheckConstraint("status IN ('waiting', 'sending', 'sent', 'given-up', 'withheld')", name="mails_status"),
        # What was said is kept for no longer than until it has left.
        sa.CheckConstraint("(sealed IS NOT NULL) = (status IN ('waiting', 'sending'))", name="mails_sealed_while_open"),
        sa.CheckConstraint("(ended_at IS NULL) = (status IN ('waiting', 'sending'))", name="mails_ended"),
    )
    op.create_index("mails_due", "mails", ["due_at"], postgresql_where="status IN ('waiting', 'sending')")
    op.create_index("mails_recipient", "mails", ["recipient_digest", "created_at"])
    op.create_index("mails_ended_at", "mails", ["ended_at"], postgresql_where="ended_at IS NOT NULL")


def _registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("email_key", sa.Text, nullable=False),
        sa.Column("name", sa.String(255)),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.CheckConstraint("octet_length(code_hash) = 32", name="registrations_sha256"),
    )
    op.create_index("registrations_email_key", "registrations", ["email_key", "created_at"])
    op.create_index("registrations_expires_at", "registrations", ["expires_at"])


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", ID, primary_key=True),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("user_id", ID, sa.ForeignKey("users.id", ondelete="CASCADE")),
        sa.Column("code_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("email", sa.String(255)),
        sa.Column("email_key", sa.Text),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.Column("created_at", TIME, nullable=False),
        sa.CheckConstraint("purpose IN ('reset', 'email')", name="codes_purpose"),
        sa.CheckConstraint("octet_length(code_hash) = 32", name="codes_sha256"),
    )
    op.create_index("codes_user", "codes", ["user_id"])
    op.create_index("codes_expires_at", "codes", ["expires_at"])


def downgrade() -> None:
    for table in ("codes", "registrations", "mails"):
        op.drop_table(table)
    op.drop_column("users", "closed_at")
    op.drop_column("users", "display_name")
