"""Owners, clients' users, revisions of memberships; suspended and closing organisations; how often one founds."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0005"
down_revision = "0004"

TIME = sa.DateTime(timezone=True)

# Whoever founded was an admin until today, and nobody else could join: of each organisation the earliest admin.
FOUNDERS_OWN = """
UPDATE memberships m SET role = 'owner' FROM (
  SELECT DISTINCT ON (tenant_id) tenant_id, user_id FROM memberships
  WHERE role = 'admin' ORDER BY tenant_id, joined_at, user_id
) founder WHERE (m.tenant_id, m.user_id) = (founder.tenant_id, founder.user_id)
"""
OWNERS_WERE_ADMINS = "UPDATE memberships SET role = 'admin' WHERE role = 'owner'"
OF_NOBODY_BEFORE = "DELETE FROM memberships WHERE role IN ('client', 'billing')"
ROLES = "role IN ('owner', 'admin', 'member', 'viewer', 'client', 'billing')"
ROLES_BEFORE = "role IN ('admin', 'member', 'viewer')"


def over_all_tenants(table: str, *statements: str) -> None:
    """Row-level security is forced on the owner too; within this transaction the table is locked for all others."""
    op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for statement in statements:
        op.execute(statement)
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def upgrade() -> None:
    op.add_column("organizations", sa.Column("members_revision", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("organizations", sa.Column("suspended_at", TIME))
    op.add_column("organizations", sa.Column("suspended_for", sa.String(500)))
    op.add_column("organizations", sa.Column("erase_after", TIME))
    op.drop_constraint("memberships_role", "memberships")
    op.create_check_constraint("memberships_role", "memberships", ROLES)
    op.add_column("memberships", sa.Column("client_id", UUID(as_uuid=True)))
    op.create_check_constraint(
        "memberships_client_of_clients", "memberships", "(role = 'client') = (client_id IS NOT NULL)"
    )
    over_all_tenants("memberships", FOUNDERS_OWN)
    op.create_table(
        "recent_uses",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("used_at", TIME, nullable=False),
        sa.CheckConstraint("octet_length(subject) = 32", name="recent_uses_digest"),
    )
    op.create_index("recent_uses_subject", "recent_uses", ["subject", "used_at"])
    op.create_index("recent_uses_used_at", "recent_uses", ["used_at"])


def downgrade() -> None:
    op.drop_table("recent_uses")
    op.drop_constraint("memberships_client_of_clients", "memberships")
    op.drop_constraint("memberships_role", "memberships")
    over_all_tenants("memberships", OF_NOBODY_BEFORE, OWNERS_WERE_ADMINS)
    op.drop_column("memberships", "client_id")
    op.create_check_constraint("memberships_role", "memberships", ROLES_BEFORE)
    for column in ("erase_after", "suspended_for", "suspended_at", "members_revision"):
        op.drop_column("organizations", column)
