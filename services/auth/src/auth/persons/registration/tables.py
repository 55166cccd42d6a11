"""The table of registrations that wait for their confirmation; there is no account before it."""

from sqlalchemy import Column, DateTime, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

SYSTEM_TABLES = {"registrations": "nobody has an organisation before he has an account"}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


registrations = Table(
    "registrations",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False),
    Column("name", Text),
    Column("password_hash", Text, nullable=False),
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("expires_at", _TIME, nullable=False),
    Column("created_at", _TIME, nullable=False),
)
"""Several may wait for one address: whoever registers it after its owner must not take the owner's own away."""
