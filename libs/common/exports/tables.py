"""The tables of a service's part: the job, and which of its files are stored already."""

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from common.stores.erasure.tenants import TenantRows
from common.stores.postgres.ddl import protect

WORK_TABLES = {"export_jobs": "a worker finds exports of all tenants here, then acts as the tenant"}
"""Tables without row-level security, each with its reason: ids, numbers and times only."""
metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

export_jobs = Table(
    "export_jobs",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("export_id", _ID, nullable=False),
    Column("command_id", _ID, nullable=False),
    Column("lane", Text, nullable=False),
    Column("due_at", _TIME, nullable=False),
    Column("lease_until", _TIME),
    Column("token", _ID),
    Column("attempts", Integer, nullable=False, server_default="0"),
)
"""``command_id``: the order that is answered when the job is done."""

export_files = Table(
    "export_files",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("export_id", _ID, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("rows", BigInteger),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("about", Text, nullable=False),
)
"""Files of a part that are stored: a job that is taken up again goes on behind them."""
OF_EXPORTS = (TenantRows(export_jobs), TenantRows(export_files))


def export_tables() -> None:
    """Create both."""
    for table in (export_jobs, export_files):
        columns: list[Column[Any]] = [column._copy() for column in table.columns]
        keys = [column.name for column in table.columns if column.primary_key]
        op.create_table(table.name, *columns, PrimaryKeyConstraint(*keys))
    op.create_index("export_jobs_due", export_jobs.name, ["lane", "tenant_id", "due_at", "id"])
    protect(export_files.name)


def drop_export_tables() -> None:
    """The undo of ``export_tables``: an export that is under way is given up by its saga."""
    for table in (export_files, export_jobs):
        op.drop_table(table.name)
