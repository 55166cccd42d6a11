"""How often an organisation's state was announced, and who may list organisations to announce them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_OPERATIONS = "current_database() || '_operations'"
_RIGHTS = """DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = {role}) THEN
        EXECUTE format('{what} SELECT (tenant_id, state_revision) ON organizations {whom} %I', {role});
        EXECUTE format('{what} SELECT (tenant_id, user_id) ON memberships {whom} %I', {role});
    END IF;
END $$"""
"""Reading an organisation asks ``member_reads_own`` for the reader's memberships; row security shows this role none."""


def upgrade() -> None:
    op.add_column("organizations", sa.Column("state_revision", sa.BigInteger, nullable=False, server_default="0"))
    op.execute(f"CREATE POLICY operations_list ON organizations FOR SELECT USING (current_user = {_OPERATIONS})")
    op.execute(_RIGHTS.format(what="GRANT", whom="TO", role=_OPERATIONS))


def downgrade() -> None:
    op.execute(_RIGHTS.format(what="REVOKE", whom="FROM", role=_OPERATIONS))
    op.execute("DROP POLICY operations_list ON organizations")
    op.drop_column("organizations", "state_revision")
