"""Closed organisations whose grace ends, since when one is erased, and the tombstones of those that were."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from common.stores.postgres.ddl import drop_erasures_table, erasures_table

revision = "0009"
down_revision = "0008"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)
WAITING = """
INSERT INTO organization_erasures (tenant_id, id, due_at)
SELECT tenant_id, tenant_id, erase_after FROM organizations WHERE erase_after IS NOT NULL
"""
"""Those that were closed before there was an end to it."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    erasures_table()
    op.add_column("organizations", sa.Column("closed_by", ID))
    op.add_column("organizations", sa.Column("erasing_since", TIME))
    op.create_table(
        "organization_erasures",
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("token", ID),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
    )
    op.create_index("organization_erasures_due", "organization_erasures", ["tenant_id", "due_at", "id"])
    # Row-level security is forced on the owner too; within this transaction the table is locked for all others.
    op.execute("ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY")
    op.execute(WAITING)
    op.execute("ALTER TABLE organizations FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("organization_erasures")
    op.drop_column("organizations", "erasing_since")
    op.drop_column("organizations", "closed_by")
    drop_erasures_table()
