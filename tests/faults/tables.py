"""What the lab's processes write: one row for each effect, under an id of its own, so that a doubled one shows."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import BigInteger, Column, Connection, DateTime, Identity, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from common.saga.tables import create_saga_history, create_saga_tables
from common.stores.postgres.ddl import delivery_tables, messaging_tables, tenant_table

effects = Table(
    "effects",
    MetaData(),
    Column("tenant_id", UUID(as_uuid=True)),
    Column("id", UUID(as_uuid=True)),
    Column("place", BigInteger),
    Column("message_id", UUID(as_uuid=True)),
    Column("topic", Text),
    Column("key", Text),
    Column("sequence", BigInteger),
    Column("made_by", Text),
)
"""``place`` is the order in which effects were made, ``sequence`` the message's number within its aggregate."""

marks = Table(
    "marks",
    MetaData(),
    Column("tenant_id", UUID(as_uuid=True)),
    Column("id", UUID(as_uuid=True)),
    Column("saga_id", UUID(as_uuid=True)),
    Column("step", Text),
    Column("kind", Text),
)
"""What the participants of the lab's saga did and undid."""


def create(conn: Connection) -> None:
    """All tables of the lab's database."""
    with Operations.context(MigrationContext.configure(conn)):
        messaging_tables()
        delivery_tables()
        create_saga_tables()
        create_saga_history()
        tenant_table(
            "effects",
            Column("place", BigInteger, Identity()),
            Column("message_id", UUID(as_uuid=True)),
            Column("topic", Text),
            Column("key", Text),
            Column("sequence", BigInteger),
            Column("made_by", Text),
        )
        tenant_table(
            "marks",
            Column("saga_id", UUID(as_uuid=True)),
            Column("step", Text),
            Column("kind", Text),
            Column("at", DateTime(timezone=True)),
        )
