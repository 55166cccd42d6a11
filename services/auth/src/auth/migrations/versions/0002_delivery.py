"""Fences of the consumers, confirmations of the outbox, and the operations role."""

from common.stores.postgres.ddl import delivery_tables, drop_delivery_tables

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    delivery_tables()


def downgrade() -> None:
    drop_delivery_tables()
