"""Where instances are kept. The deadlines hold no tenant's data: only ids and times, so that one clock serves all."""

from sqlalchemy import Column, DateTime, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.tables import metadata

sagas = Table(
    "sagas",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("created_at", DateTime(timezone=True)),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", JSONB, nullable=False),
    Column("traceparent", Text, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
)

saga_deadlines = Table(
    "saga_deadlines",
    metadata,
    Column("saga_id", UUID(as_uuid=True), primary_key=True),
    Column("tenant_id", UUID(as_uuid=True), nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False, index=True),
)


saga_history = Table(
    "saga_history",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("saga_id", UUID(as_uuid=True), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("signal", JSONB, nullable=False),
    Column("status", Text, nullable=False),
    Column("step", Text),
    Column("commands", JSONB, nullable=False),
)
"""Every move of every instance, never changed: what came, where the saga stood then, which commands it sent."""


def create_saga_history() -> None:
    """For a migration: the history, and what the operations role may see."""
    from common.stores.postgres.ddl import for_operations, tenant_table

    own = [Column(c.name, c.type, nullable=c.nullable) for c in saga_history.columns if c.name != "tenant_id"]
    tenant_table("saga_history", *own, primary_key=("tenant_id", "saga_id", "sequence"))
    for_operations("saga_history", "SELECT")
    for_operations("sagas", "SELECT")


def drop_saga_history() -> None:
    """The undo of ``create_saga_history``."""
    from alembic import op

    op.execute("DROP POLICY operations ON sagas")
    op.drop_table("saga_history")


def create_saga_tables() -> None:
    """For a migration: both tables, the instances protected by row-level security."""
    from alembic import op

    from common.stores.postgres.ddl import tenant_table

    own = [column for column in sagas.columns if column.name not in ("tenant_id", "id", "created_at")]
    tenant_table("sagas", *(column._copy() for column in own))
    op.create_table("saga_deadlines", *(column._copy() for column in saga_deadlines.columns))


def drop_saga_tables() -> None:
    """The undo of ``create_saga_tables``."""
    from alembic import op

    op.drop_table("saga_deadlines")
    op.drop_table("sagas")
