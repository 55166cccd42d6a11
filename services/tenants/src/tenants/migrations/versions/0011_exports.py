"""Exports of an organisation: what was ordered, the jobs of each, and which files of this service's part are stored."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from common.exports.tables import drop_export_tables, export_tables
from common.stores.postgres.ddl import tenant_table

revision = "0011"
down_revision = "0010"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    export_tables()
    tenant_table(
        "organization_exports",
        sa.Column("requested_by", UUID(as_uuid=True), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("ended_at", TIME),
        sa.Column("expires_at", TIME),
        sa.Column("files", sa.BigInteger),
        sa.Column("rows", sa.BigInteger),
        sa.Column("bytes", sa.BigInteger),
        sa.Column("sha256", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_index(
        "organization_exports_running",
        "organization_exports",
        ["tenant_id"],
        unique=True,
        postgresql_where=sa.text("status = 'running'"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("organization_exports")
    drop_export_tables()
