"""What the tables of all features share. All of them belong to a tenant."""

from typing import Any

from sqlalchemy import Column, DateTime, MetaData, Table
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()
ID = UUID(as_uuid=True)
TIME = DateTime(timezone=True)


def table(name: str, *columns: Column[Any]) -> Table:
    """A table of a tenant's rows."""
    own: list[Column[Any]] = [Column("tenant_id", ID, primary_key=True), Column("created_at", TIME)]
    return Table(name, metadata, *own, *columns)
