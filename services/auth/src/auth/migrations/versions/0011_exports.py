"""This service's part of an export: the job, and which of its files are stored."""

from alembic import op

from common.exports.tables import drop_export_tables, export_tables

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    export_tables()


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    drop_export_tables()
