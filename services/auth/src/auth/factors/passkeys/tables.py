"""The tables of passkeys, as queries see them: a person's, so they belong to no tenant (``SYSTEM_TABLES``)."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, ForeignKey, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from auth.accounts.tables import metadata

SYSTEM_TABLES = {
    "passkeys": "a passkey is the person's, in whatever organisation he acts",
    "passkey_challenges": "digests of challenges that were answered, for minutes: nobody's data",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("user_id", _ID, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("credential_id", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("synced", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("last_used_at", _TIME),
)

passkey_challenges = Table(
    "passkey_challenges",
    metadata,
    Column("challenge_hash", LargeBinary, primary_key=True),
    Column("expires_at", _TIME, nullable=False),
)
