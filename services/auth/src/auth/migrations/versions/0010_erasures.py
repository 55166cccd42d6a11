"""Organisations that were erased: their tombstones."""

from common.stores.postgres.ddl import drop_erasures_table, erasures_table

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    erasures_table()


def downgrade() -> None:
    drop_erasures_table()
