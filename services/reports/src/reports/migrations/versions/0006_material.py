"""What figures rest on, for the JSON export: analyses, plans, answers and their readings, as they were announced."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from common.stores.postgres.ddl import tenant_table

revision = "0006"
down_revision = "0005"
TABLES = ("audit_analyses", "audit_plans", "audit_answers", "audit_readings")


def upgrade() -> None:
    for table in TABLES:
        tenant_table(
            table,
            sa.Column("website_id", UUID(as_uuid=True), nullable=False),
            sa.Column("audit_id", UUID(as_uuid=True), nullable=False),
            sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("payload", sa.Text, nullable=False),
        )
        op.create_index(f"{table}_audit", table, ["tenant_id", "audit_id"])
        op.create_index(f"{table}_website", table, ["tenant_id", "website_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
