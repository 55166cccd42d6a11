"""The table of rebuilds in PostgreSQL, as queries see it."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres import tables as postgres_tables

SYSTEM_TABLES = {
    **postgres_tables.SYSTEM_TABLES,
    "rebuilds": "operators' rebuilds of all facts: counts and times, no tenant's data",
}
"""Tables without row-level security, each with its reason."""

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


rebuilds = Table(
    "rebuilds",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("switch", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("records", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("result", JSONB),
    Column("requested_at", _TIME, nullable=False),
    Column("ended_at", _TIME),
    Column("due_at", _TIME, nullable=False),
    Column("lease_until", _TIME),
    Column("token", _ID),
    Column("attempts", Integer, nullable=False),
    Column("traceparent", Text),
)
"""What operators asked to be rebuilt, and how far it is: a queue whose jobs stay on record."""
