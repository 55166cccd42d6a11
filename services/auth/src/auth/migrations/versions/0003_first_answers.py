"""First answers of requests that may come twice."""

from common.stores.postgres.ddl import answer_tables, drop_answer_tables

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    answer_tables()


def downgrade() -> None:
    drop_answer_tables()
