"""The tables of plans and quotas, as queries see them. Both belong to a tenant."""

from sqlalchemy import Column, Date, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


subscriptions = Table(
    "subscriptions",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("tier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)

reservations = Table(
    "reservations",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("audit_id", _ID, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("reserved", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
