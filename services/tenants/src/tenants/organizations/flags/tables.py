"""The table of features, as queries see it."""

from sqlalchemy import Boolean, Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

metadata = MetaData()

feature_flags = Table(
    "feature_flags",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("feature_name", Text, primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("config", JSONB, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("updated_at", DateTime(timezone=True)),
)
"""``held``: set by an operator, and left alone by the organisation."""
