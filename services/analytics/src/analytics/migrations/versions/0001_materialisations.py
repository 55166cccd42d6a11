"""Which figures of which audit are shown, and messaging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import drop_messaging_tables, messaging_tables, tenant_table

revision = "0001"
down_revision = None

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    messaging_tables()
    tenant_table(
        "materialisations",
        sa.Column("id", ID, nullable=False, comment="the audit's id"),
        sa.Column("website_id", ID, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("materialisation_id", ID),
        sa.Column("run_id", ID),
        sa.Column("universes", JSONB),
        sa.Column("interval_method", sa.Text),
        sa.Column("extractor_version", sa.Text),
        sa.Column("period_start", TIME),
        sa.Column("period_end", TIME),
        sa.Column("computed_at", TIME),
        sa.Column("updated_at", TIME, nullable=False, server_default=sa.func.now()),
        sa.CheckConstraint("status IN ('shown', 'withdrawn')", name="materialisations_status"),
        sa.CheckConstraint("status = 'withdrawn' OR materialisation_id IS NOT NULL", name="materialisations_shown"),
    )
    op.create_index(
        "materialisations_latest", "materialisations", ["tenant_id", "website_id", sa.text("computed_at DESC")]
    )


def downgrade() -> None:
    op.drop_table("materialisations")
    drop_messaging_tables()
