"""The tables of sessions, as queries see them: a person's, so they belong to no tenant (``SYSTEM_TABLES``)."""

from sqlalchemy import Column, DateTime, ForeignKey, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from auth.accounts.tables import metadata

SYSTEM_TABLES = {
    "sessions": "a session is the person's; the organisation he acts for changes within it",
    "refresh_tokens": "a presented token is looked up before anything about its bearer is known",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


sessions = Table(
    "sessions",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("user_id", _ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("organization_id", _ID),
    Column("expires_at", _TIME, nullable=False),
    Column("revoked_at", _TIME),
    Column("revoked_reason", Text),
    Column("user_agent", Text),
    Column("address", Text),
    Column("last_used_at", _TIME),
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
    Column("used_by", LargeBinary),
    Column("successor_sealed", LargeBinary),
    Column("created_at", _TIME),
)
