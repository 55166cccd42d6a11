"""The tables of accounts, as queries see them.

The accounts belong to no tenant, on purpose (``SYSTEM_TABLES``): a person has one account and many organisations, and
who he is must be known before it is known for which of them he acts.
"""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

SYSTEM_TABLES = {
    "users": "a person exists once, whatever the organisations; log-in looks him up before a tenant is known",
    "credentials": "a password is the person's, not an organisation's",
    "codes": "a mailed code is looked up before anything about its bearer is known",
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
    Column("display_name", Text),
    Column("is_active", Boolean, nullable=False),
    Column("closed_at", _TIME),
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

codes = Table(
    "codes",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("user_id", _ID, ForeignKey("users.id", ondelete="CASCADE")),
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("email", Text),
    Column("email_key", Text),
    Column("expires_at", _TIME, nullable=False),
    Column("used_at", _TIME),
    Column("created_at", _TIME, nullable=False),
)
"""Mailed codes; ``email`` is the address that an account is to have once its code came back."""
