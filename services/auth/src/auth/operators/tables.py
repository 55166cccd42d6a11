"""The table of the platform's operators, as queries see it. It belongs to no tenant (``SYSTEM_TABLES``)."""

from sqlalchemy import Column, DateTime, ForeignKey, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from auth.accounts.tables import metadata

SYSTEM_TABLES = {
    "platform_operators": "an operator belongs to the platform, to none of its organisations",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""


platform_operators = Table(
    "platform_operators",
    metadata,
    Column("user_id", UUID(as_uuid=True), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("added_by", Text, nullable=False),
    Column("added_at", DateTime(timezone=True)),
)
