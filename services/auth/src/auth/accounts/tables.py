"""The tables of accounts, as queries see them, and the log of what was done.

The accounts belong to no tenant, on purpose (``SYSTEM_TABLES``): a person has one account and many organisations, and
who he is must be known before it is known for which of them he acts.
"""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

SYSTEM_TABLES = {
    "users": "a person exists once, whatever the organisations; log-in looks him up before a tenant is known",
    "credentials": "a password is the person's, not an organisation's",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

users = Table(
    "users",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, unique=True),
    Column("name", Text),
    Column("is_active", Boolean, nullable=False),
    Column("last_login_at", _TIME),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)

credentials = Table(
    "credentials",
    metadata,
    Column("user_id", _ID, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)


audit_log = Table(
    "audit_log",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("created_at", _TIME),
    Column("user_id", _ID),
    Column("action", Text, nullable=False),
    Column("resource_type", Text, nullable=False),
    Column("resource_id", _ID),
    Column("metadata", JSONB, nullable=False),
)
