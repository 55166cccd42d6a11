"""Memberships with a revision, a client and an end; owners; which organisations and clients let nobody in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from common.stores.postgres.ddl import tenant_table

revision = "0007"
down_revision = "0006"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)

ROLES = "role IN ('owner', 'admin', 'member', 'viewer', 'client', 'billing')"
ROLES_BEFORE = "role IN ('admin', 'member', 'viewer')"
# As tenants does with the truth: founders were admins until today, and nobody else could join.
FOUNDERS_OWN = """
UPDATE memberships m SET role = 'owner' FROM (
  SELECT DISTINCT ON (tenant_id) tenant_id, user_id FROM memberships
  WHERE role = 'admin' ORDER BY tenant_id, joined_at, user_id
) founder WHERE (m.tenant_id, m.user_id) = (founder.tenant_id, founder.user_id)
"""
OWNERS_WERE_ADMINS = "UPDATE memberships SET role = 'admin' WHERE role = 'owner'"
OF_NOBODY_BEFORE = "DELETE FROM memberships WHERE ended_at IS NOT NULL OR role IN ('client', 'billing')"
SHOWN_TO_MEMBER = """
CREATE POLICY member_reads_own ON standings FOR SELECT
USING (tenant_id IN (
  SELECT m.tenant_id FROM memberships m WHERE m.user_id = nullif(current_setting('app.user', true), '')::uuid
))
"""


def over_all_tenants(*statements: str) -> None:
    """Row-level security is forced on the owner too; within this transaction the table is locked for all others."""
    op.execute("ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY")
    for statement in statements:
        op.execute(statement)
    op.execute("ALTER TABLE memberships FORCE ROW LEVEL SECURITY")


def upgrade() -> None:
    op.drop_constraint("memberships_role", "memberships")
    op.create_check_constraint("memberships_role", "memberships", ROLES)
    op.add_column("memberships", sa.Column("client_id", ID))
    op.add_column("memberships", sa.Column("revision", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("memberships", sa.Column("ended_at", TIME))
    over_all_tenants(FOUNDERS_OWN)
    tenant_table(
        "standings",
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.execute(SHOWN_TO_MEMBER)


def downgrade() -> None:
    op.drop_table("standings")
    op.drop_constraint("memberships_role", "memberships")
    over_all_tenants(OF_NOBODY_BEFORE, OWNERS_WERE_ADMINS)
    for column in ("ended_at", "revision", "client_id"):
        op.drop_column("memberships", column)
    op.create_check_constraint("memberships_role", "memberships", ROLES_BEFORE)
