"""The tables of auth, as its queries see them.

Most of them belong to no tenant, on purpose (``SYSTEM_TABLES``): a person has one account and many organisations, and
who he is must be known before it is known for which of them he acts.
"""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.postgres import tables as postgres_tables

SYSTEM_TABLES = {
    **postgres_tables.SYSTEM_TABLES,
    "users": "a person exists once, whatever the organisations; log-in looks him up before a tenant is known",
    "credentials": "a password is the person's, not an organisation's",
    "sessions": "a session is the person's; the organisation he acts for changes within it",
    "refresh_tokens": "a presented token is looked up before anything about its bearer is known",
    "signing_keys": "one set of keys signs for all tenants",
}
"""Tables without row-level security, each with its reason; a lint compares this with the database."""

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

sessions = Table(
    "sessions",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("user_id", _ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("organization_id", _ID),
    Column("expires_at", _TIME, nullable=False),
    Column("revoked_at", _TIME),
    Column("revoked_reason", Text),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("session_id", _ID, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("expires_at", _TIME, nullable=False),
    Column("used_at", _TIME),
    Column("created_at", _TIME),
)

memberships = Table(
    "memberships",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("user_id", _ID, primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_at", _TIME, nullable=False),
)

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("algorithm", Text, nullable=False),
    Column("public_jwk", JSONB, nullable=False),
    Column("private_key_sealed", LargeBinary, nullable=False),
    Column("active_from", _TIME, nullable=False),
    Column("created_at", _TIME),
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

READ_POLICIES = {
    "memberships.member_reads_own": "log-in and refresh ask to which organisations a user belongs, across tenants",
}
"""Policies that show rows beyond the transaction's tenant, each with its reason: to ``app.user``, his own."""
