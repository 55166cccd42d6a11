"""API keys and service accounts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from common.stores.postgres.ddl import tenant_table

revision = "0008"
down_revision = "0007"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)

PRESENTED_KEY = """
CREATE POLICY presented_key ON api_keys FOR SELECT
USING (prefix = nullif(current_setting('app.key_prefix', true), ''))
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    tenant_table(
        "service_accounts",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("removed_at", TIME),
        sa.CheckConstraint("role IN ('admin', 'member', 'viewer')", name="service_accounts_role"),
    )
    tenant_table(
        "api_keys",
        sa.Column("prefix", sa.String(12), nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("service_account_id", ID),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("last_used_at", TIME),
        sa.Column("last_refused_at", TIME),
        sa.Column("revoked_at", TIME),
        sa.UniqueConstraint("prefix", name="api_keys_prefix"),
        sa.CheckConstraint("octet_length(hash) = 32", name="api_keys_hash"),
        sa.CheckConstraint("cardinality(scopes) > 0", name="api_keys_scopes"),
        sa.CheckConstraint("expires_at <= created_at + interval '366 days'", name="api_keys_within_a_year"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "service_account_id"], ["service_accounts.tenant_id", "service_accounts.id"],
            name="api_keys_service_account",
        ),
    )  # fmt: skip
    op.execute(PRESENTED_KEY)


def downgrade() -> None:
    op.drop_table("api_keys")
    op.drop_table("service_accounts")
