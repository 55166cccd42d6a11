"""Second factors, recovery codes, and log-ins that wait for a code."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0009"
down_revision = "0008"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def _user(*, primary_key: bool = False) -> "sa.Column[object]":
    own = sa.ForeignKey("users.id", ondelete="CASCADE")
    return sa.Column("user_id", ID, own, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "second_factors",
        _user(primary_key=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("confirmed_at", TIME),
        sa.Column("last_step", sa.BigInteger),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", ID, primary_key=True),
        _user(),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("used_at", TIME),
    )
    op.create_index("recovery_codes_user", "recovery_codes", ["user_id"])
    op.create_table(
        "login_challenges",
        sa.Column("id", ID, primary_key=True),
        sa.Column("challenge_hash", sa.LargeBinary, nullable=False, unique=True),
        _user(),
        sa.Column("organization_id", ID),
        sa.Column("client", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
    )
    op.create_index("login_challenges_user", "login_challenges", ["user_id"])


def downgrade() -> None:
    for table in ("login_challenges", "recovery_codes", "second_factors"):
        op.drop_table(table)
