"""What migrations are written with: tables that carry their tenant, under row-level security from birth."""

from typing import Any

from alembic import op
from sqlalchemy import Column, DateTime, Table, func, text
from sqlalchemy.dialects.postgresql import UUID

from common.stores.postgres.tables import (
    consumer_positions,
    erasures,
    first_answers,
    inbox,
    outbox,
    saga_replies,
)

_OWN_ROWS = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid"


def tenant_table(name: str, *elements: Any, primary_key: tuple[str, ...] = ("tenant_id", "id")) -> None:
    """Create a tenant-owned, protected table: ``tenant_id``, ``id`` and ``created_at`` (unless given), ``elements``."""
    given = {element.name for element in elements if isinstance(element, Column)}
    own: list[Column[Any]] = [Column("tenant_id", UUID(as_uuid=True), nullable=False)]
    if "id" not in given and "id" in primary_key:
        own.append(Column("id", UUID(as_uuid=True), nullable=False))
    if "created_at" not in given:
        own.append(Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()))
    from sqlalchemy import PrimaryKeyConstraint

    op.create_table(name, *own, *elements, PrimaryKeyConstraint(*primary_key))
    protect(name)


def protect(table: str) -> None:
    """Row-level security for everybody, the owner included: rows of another tenant neither show nor can be written."""
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    op.execute(f'CREATE POLICY own_rows ON "{table}" USING ({_OWN_ROWS}) WITH CHECK ({_OWN_ROWS})')


def messaging_tables() -> None:
    """Create outbox, inbox and saga replies, and the publication that the connector reads (inserts of the outbox)."""
    for table in (outbox, inbox, saga_replies):
        op.create_table(table.name, *_copies(table))
        protect(table.name)
    op.execute("CREATE INDEX outbox_created_at ON outbox (created_at)")
    op.execute("CREATE INDEX inbox_handled_at ON inbox (handled_at)")
    op.execute("CREATE PUBLICATION outbox FOR TABLE outbox WITH (publish = 'insert')")
    _grant("cdc", "outbox", "SELECT")


def drop_messaging_tables() -> None:
    """The undo of ``messaging_tables``."""
    op.execute("DROP PUBLICATION IF EXISTS outbox")
    for table in (saga_replies, inbox, outbox):
        op.drop_table(table.name)


def delivery_tables() -> None:
    """Fences, confirmations of the outbox, and what the operations role may do: after ``messaging_tables``."""
    op.create_table(consumer_positions.name, *(column._copy() for column in consumer_positions.columns))
    op.add_column("outbox", Column("confirmed_at", DateTime(timezone=True)))
    op.create_index("outbox_unconfirmed", "outbox", ["created_at"], postgresql_where=text("confirmed_at IS NULL"))
    for_operations("outbox", "SELECT, INSERT, UPDATE, DELETE")
    for_operations("inbox", "SELECT, DELETE")


def drop_delivery_tables() -> None:
    """The undo of ``delivery_tables``."""
    for table in ("inbox", "outbox"):
        op.execute(f"DROP POLICY operations ON {table}")
    op.drop_index("outbox_unconfirmed", "outbox")
    op.drop_column("outbox", "confirmed_at")
    op.drop_table(consumer_positions.name)


def answer_tables() -> None:
    """First answers of requests that may come twice, and what the operations role may do: it prunes them."""
    op.create_table(first_answers.name, *_copies(first_answers))
    protect(first_answers.name)
    op.create_index("first_answers_created_at", first_answers.name, ["created_at"])
    for_operations(first_answers.name, "SELECT, DELETE")


def drop_answer_tables() -> None:
    """The undo of ``answer_tables``."""
    op.drop_table(first_answers.name)


def erasures_table() -> None:
    """What was erased for good, and the index by which the audits of a website are found."""
    op.create_table(erasures.name, *_copies(erasures))
    protect(erasures.name)
    op.create_index("erasures_website", erasures.name, ["tenant_id", "website_id"])


def drop_erasures_table() -> None:
    """The undo of ``erasures_table``: what comes late of an erased website would be taken up again."""
    op.drop_table(erasures.name)


def for_operations(table: str, what: str) -> None:
    """Let the role ``<database>_operations`` do ``what`` with rows of all tenants; nobody else gets anything by it."""
    op.execute(f'CREATE POLICY operations ON "{table}" USING ({_OPERATIONS}) WITH CHECK ({_OPERATIONS})')
    _grant("operations", table, what)


def _grant(role: str, table: str, what: str) -> None:
    """Grant ``what`` to ``<database>_<role>``, where there is such a role."""
    op.execute(
        f"""DO $$ BEGIN
            IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_database() || '_{role}') THEN
                EXECUTE format('GRANT {what} ON {table} TO %I', current_database() || '_{role}');
            END IF;
        END $$"""
    )


_OPERATIONS = "current_user = current_database() || '_operations'"


def _copies(table: Table) -> list[Column[Any]]:
    return [column._copy() for column in table.columns if column.name not in _LATER]


_LATER = {"confirmed_at"}
"""Columns that a later step adds."""
