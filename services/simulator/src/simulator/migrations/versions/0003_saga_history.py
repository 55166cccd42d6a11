"""The history of sagas, and what the operations role may see of them."""

from common.saga.tables import create_saga_history, drop_saga_history

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    create_saga_history()


def downgrade() -> None:
    drop_saga_history()
