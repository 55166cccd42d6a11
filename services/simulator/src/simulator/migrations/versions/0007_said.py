"""What people say of a website's customers, and what was planned of them before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import tenant_table

revision = "0007"
down_revision = "0006"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    tenant_table(
        "icp_facts",
        sa.Column("website_id", ID, nullable=False),
        sa.Column("icp_id", ID, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", JSONB),
        sa.Column("said_by", ID, nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        primary_key=("tenant_id", "icp_id", "revision", "field"),
    )
    op.create_index("icp_facts_website", "icp_facts", ["tenant_id", "website_id"])
    op.execute(
        "CREATE FUNCTION icp_facts_stay() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'what was said is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER icp_facts_stay BEFORE UPDATE ON icp_facts FOR EACH ROW EXECUTE FUNCTION icp_facts_stay()"
    )
    op.add_column("icps", sa.Column("language", sa.String(10)))
    op.add_column("icps", sa.Column("planned", JSONB))
    op.add_column("icps", sa.Column("said", JSONB))


def downgrade() -> None:
    op.drop_column("icps", "said")
    op.drop_column("icps", "planned")
    op.drop_column("icps", "language")
    op.drop_table("icp_facts")
    op.execute("DROP FUNCTION icp_facts_stay()")
