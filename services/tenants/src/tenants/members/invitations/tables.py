"""The table of invitations, as queries see it."""

from sqlalchemy import Column, DateTime, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

invitations = Table(
    "invitations",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("client_id", _ID),
    Column("token_hash", LargeBinary, nullable=False),
    Column("invited_by", _ID, nullable=False),
    Column("sent_at", _TIME, nullable=False),
    Column("times_sent", Integer, nullable=False),
    Column("expires_at", _TIME, nullable=False),
    Column("status", Text, nullable=False),
    Column("ended_at", _TIME),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
"""``token_hash``: of the last token that was sent; the token itself is kept nowhere."""
