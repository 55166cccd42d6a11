"""What people say of a business, and the audits that wait for their word."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import tenant_table

revision = "0009"
down_revision = "0008"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    tenant_table(
        "site_facts",
        sa.Column("website_id", ID, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", JSONB),
        sa.Column("said_by", ID, nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        primary_key=("tenant_id", "website_id", "revision", "field"),
    )
    op.execute(
        "CREATE FUNCTION site_facts_stay() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'what was said is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER site_facts_stay BEFORE UPDATE ON site_facts FOR EACH ROW EXECUTE FUNCTION site_facts_stay()"
    )
    tenant_table(
        "site_questions",
        sa.Column("website_id", ID, nullable=False),
        sa.Column("audit_id", ID, nullable=False),
        sa.Column("analysis_id", ID, nullable=False),
        sa.Column("command", JSONB, nullable=False),
        sa.Column("answered_at", TIME),
        primary_key=("tenant_id", "audit_id"),
    )
    op.create_index(
        "site_questions_open", "site_questions", ["tenant_id", "website_id"],
        postgresql_where=sa.text("answered_at IS NULL"),
    )  # fmt: skip
    op.add_column("website_analyses", sa.Column("said_revision", sa.Integer, nullable=False, server_default="0"))
    op.add_column("website_analyses", sa.Column("found", JSONB))
    op.add_column("website_analyses", sa.Column("read_of", sa.Text))
    op.create_index("website_analyses_read_of", "website_analyses", ["tenant_id", "website_id", "read_of"])
    # An audit has a further analysis once a person spoke; ids are derived, so the same one is still kept once.
    op.drop_constraint("website_analyses_once", "website_analyses")


def downgrade() -> None:
    op.execute(
        "DELETE FROM website_analyses one USING website_analyses first WHERE one.tenant_id = first.tenant_id"
        " AND one.website_id = first.website_id AND one.audit_id = first.audit_id AND one.version = first.version"
        " AND (first.analyzed_at, first.said_revision, first.id) < (one.analyzed_at, one.said_revision, one.id)"
    )
    op.create_unique_constraint(
        "website_analyses_once", "website_analyses", ["tenant_id", "website_id", "audit_id", "version"]
    )
    op.drop_column("website_analyses", "read_of")
    op.drop_column("website_analyses", "found")
    op.drop_column("website_analyses", "said_revision")
    op.drop_table("site_questions")
    op.drop_table("site_facts")
    op.execute("DROP FUNCTION site_facts_stay()")
