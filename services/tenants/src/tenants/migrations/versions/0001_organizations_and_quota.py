"""Organisations, memberships, subscriptions, reservations, messaging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import drop_messaging_tables, messaging_tables, tenant_table

revision = "0001"
down_revision = None

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)

# Which organisations a user belongs to is asked before he acts for one. A definer function would not answer: row-level
# security is forced on the owner too, and no role here may bypass it. So the member himself is let see his own rows.
MEMBERSHIPS_SHOWN_TO_MEMBER = """
CREATE POLICY member_reads_own ON memberships FOR SELECT
USING (user_id = nullif(current_setting('app.user', true), '')::uuid)
"""
ORGANIZATIONS_SHOWN_TO_MEMBER = """
CREATE POLICY member_reads_own ON organizations FOR SELECT
USING (tenant_id IN (
  SELECT m.tenant_id FROM memberships m WHERE m.user_id = nullif(current_setting('app.user', true), '')::uuid
))
"""


def updated() -> "sa.Column[object]":
    return sa.Column("updated_at", TIME, nullable=False, server_default=sa.func.now())


def of_organization() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant_id"], ["organizations.tenant_id"], ondelete="CASCADE")


def upgrade() -> None:
    tenant_table(
        "organizations",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("slug", sa.String(100), nullable=False, unique=True),
        sa.Column("settings", JSONB, nullable=False, server_default=sa.text("'{}'")),
        updated(),
        primary_key=("tenant_id",),
    )
    tenant_table(
        "memberships",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.String(50), nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.CheckConstraint("role IN ('admin', 'member', 'viewer')", name="memberships_role"),
        of_organization(),
        primary_key=("tenant_id", "user_id"),
    )
    op.create_index("memberships_user", "memberships", ["user_id"])
    op.execute(MEMBERSHIPS_SHOWN_TO_MEMBER)
    op.execute(ORGANIZATIONS_SHOWN_TO_MEMBER)
    _subscriptions()
    _reservations()
    messaging_tables()


def _subscriptions() -> None:
    tenant_table(
        "subscriptions",
        sa.Column("tier", sa.String(20), nullable=False, server_default="free"),
        sa.Column("status", sa.String(20), nullable=False, server_default="inactive"),
        updated(),
        sa.CheckConstraint("tier IN ('free', 'basic', 'pro', 'enterprise')", name="subscriptions_tier"),
        sa.CheckConstraint("status IN ('inactive', 'active', 'past_due', 'canceled')", name="subscriptions_status"),
        of_organization(),
        primary_key=("tenant_id",),
    )


def _reservations() -> None:
    tenant_table(
        "reservations",
        sa.Column("audit_id", ID, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("reserved", sa.Integer, nullable=False),
        sa.Column("used", sa.Integer, nullable=False, server_default="0"),
        sa.Column("state", sa.String(20), nullable=False),
        updated(),
        sa.CheckConstraint("state IN ('reserved', 'settled', 'released')", name="reservations_state"),
        sa.CheckConstraint("0 <= used AND used <= reserved", name="reservations_used_within_reserved"),
        sa.CheckConstraint("state <> 'reserved' OR used = 0", name="reservations_open_ones_used_nothing"),
        sa.CheckConstraint("extract(day FROM period_start) = 1", name="reservations_period_is_a_month"),
        sa.UniqueConstraint("tenant_id", "audit_id", name="reservations_one_per_audit"),
        of_organization(),
    )
    op.create_index("reservations_period", "reservations", ["tenant_id", "period_start"])


def downgrade() -> None:
    drop_messaging_tables()
    op.execute("DROP POLICY member_reads_own ON organizations")  # it reads memberships
    for table in ("reservations", "subscriptions", "memberships", "organizations"):
        op.drop_table(table)
