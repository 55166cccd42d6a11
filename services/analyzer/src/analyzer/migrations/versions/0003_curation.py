"""What people decided about brands, the trail of it, and answers being read again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import tenant_table

revision = "0003"
down_revision = "0002"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    tenant_table(
        "curated_brands",
        sa.Column("brand_id", ID, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("aliases", JSONB, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("domains", JSONB, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("exact_case", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("merged_into", ID),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id", "brand_id"], ["brands.tenant_id", "brands.id"]),
        sa.ForeignKeyConstraint(["tenant_id", "merged_into"], ["brands.tenant_id", "brands.id"]),
        sa.CheckConstraint("merged_into <> brand_id", name="curated_brands_not_into_itself"),
        primary_key=("tenant_id", "brand_id"),
    )
    tenant_table(
        "brand_decisions",
        sa.Column("brand_id", ID, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("decided_by", ID, nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("before", JSONB, nullable=False),
        sa.Column("after", JSONB, nullable=False),
        sa.UniqueConstraint("tenant_id", "revision", name="brand_decisions_revision"),
    )
    op.create_index("brand_decisions_brand", "brand_decisions", ["tenant_id", "brand_id", "revision"])
    op.execute(
        "CREATE FUNCTION brand_decisions_stay() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'decisions are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER brand_decisions_stay BEFORE UPDATE OR DELETE ON brand_decisions"
        " FOR EACH ROW EXECUTE FUNCTION brand_decisions_stay()"
    )
    tenant_table(
        "rescorings",
        sa.Column("website_id", ID, nullable=False),
        sa.Column("extractor_version", sa.Text, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False, server_default="0"),
        sa.Column("changed", sa.Integer, nullable=False, server_default="0"),
        sa.Column("requested_by", ID, nullable=False),
        sa.Column("requested_at", TIME, nullable=False),
        sa.Column("advanced_at", TIME),
        sa.Column("ended_at", TIME),
    )
    op.create_index("rescorings_website", "rescorings", ["tenant_id", "website_id", "requested_at"])
    # Answers kept before this step were all of the core panel.
    op.add_column("answers", sa.Column("core", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_index("answers_by_site", "answers", ["tenant_id", "website_id", "id"])


def downgrade() -> None:
    op.drop_index("answers_by_site", "answers")
    op.drop_column("answers", "core")
    for table in ("rescorings", "brand_decisions", "curated_brands"):
        op.drop_table(table)
    op.execute("DROP FUNCTION brand_decisions_stay()")
