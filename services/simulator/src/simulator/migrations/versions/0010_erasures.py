"""What was erased for good. Only added to: an earlier release takes up what comes late of an erased website."""

from common.stores.postgres.ddl import drop_erasures_table, erasures_table

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    erasures_table()


def downgrade() -> None:
    drop_erasures_table()
