"""What the tables of all features share, and the jobs of workers: the one table that belongs to no tenant."""

from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

WORK_TABLES = {
    "jobs": "workers find work of all tenants here, then act as the tenant",
    "saga_deadlines": "one clock serves the sagas of all tenants",
}
"""Tables without row-level security, each with its reason: ids, numbers and times only."""

metadata = MetaData()
ID = UUID(as_uuid=True)
TIME = DateTime(timezone=True)


def own_columns() -> tuple["Column[object]", "Column[object]", "Column[object]"]:
    """The columns that every table of a tenant begins with."""
    return Column("tenant_id", ID, primary_key=True), Column("id", ID, primary_key=True), Column("created_at", TIME)


jobs = Table(
    "jobs", metadata,
    Column("id", ID, primary_key=True), Column("tenant_id", ID), Column("parent_id", ID), Column("lane", Text),
    Column("due_at", TIME), Column("lease_until", TIME), Column("token", ID), Column("claims", Integer, key="attempts"),
)  # fmt: skip
"""What workers do next: a plan (lane ``plan``) or a turn (lane = provider). A work table, see ``WORK_TABLES``."""
