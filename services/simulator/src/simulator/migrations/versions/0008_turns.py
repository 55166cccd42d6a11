"""Tenants take turns in the queue of jobs: found by the index from one to the next."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("jobs_turns", "jobs", ["lane", "tenant_id", "due_at", "id"])


def downgrade() -> None:
    op.drop_index("jobs_turns", "jobs")
