"""Templates, reports and their files, what they are written from, messaging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import drop_messaging_tables, messaging_tables, tenant_table

revision = "0001"
down_revision = None

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)
LATEST = ("audit_requests", "audit_figures")


def updated() -> "sa.Column[object]":
    return sa.Column("updated_at", TIME, nullable=False, server_default=sa.func.now())


def upgrade() -> None:
    _facts()
    _reports()
    messaging_tables()


def _facts() -> None:
    for table in LATEST:
        # Text, not jsonb: answers may hold U+0000, which jsonb refuses.
        tenant_table(
            table,
            sa.Column("website_id", ID, nullable=False),
            sa.Column("occurred_at", TIME, nullable=False),
            sa.Column("payload", sa.Text, nullable=False),
        )


def _reports() -> None:
    tenant_table(
        "templates",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("description", sa.Text, nullable=False, server_default=""),
        sa.Column("sections", JSONB, nullable=False),
        sa.Column("default_parameters", JSONB, nullable=False, server_default="{}"),
        updated(),
        sa.UniqueConstraint("tenant_id", "name"),
    )
    tenant_table(
        "reports",
        sa.Column("audit_id", ID, nullable=False),
        sa.Column("website_id", ID, nullable=False),
        sa.Column("template_id", ID, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("parameters", JSONB, nullable=False, server_default="{}"),
        sa.Column("status", sa.String(50), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("completed_at", TIME, nullable=False),
        updated(),
        sa.CheckConstraint("status IN ('completed', 'withdrawn')", name="reports_status"),
        sa.UniqueConstraint("tenant_id", "audit_id"),
        sa.ForeignKeyConstraint(["tenant_id", "template_id"], ["templates.tenant_id", "templates.id"]),
    )
    op.create_index("reports_website", "reports", ["tenant_id", "website_id", sa.text("completed_at DESC")])
    tenant_table(
        "report_files",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("format", sa.String(20), nullable=False),
        sa.Column("file_path", sa.String(500), nullable=False),
        sa.Column("file_size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content_security_policy", sa.Text),
        sa.CheckConstraint("format IN ('html', 'json')", name="report_files_format"),
        sa.ForeignKeyConstraint(["tenant_id", "report_id"], ["reports.tenant_id", "reports.id"], ondelete="CASCADE"),
        primary_key=("tenant_id", "report_id", "format"),
    )


def downgrade() -> None:
    drop_messaging_tables()
    for table in ("report_files", "reports", "templates", *LATEST):
        op.drop_table(table)
