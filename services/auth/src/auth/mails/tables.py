"""The table of mails: a queue whose jobs stay on record for a while, without what they said."""

from sqlalchemy import Column, DateTime, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

SYSTEM_TABLES = {"mails": "a mail is written to a person, often before he belongs to any organisation"}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


mails = Table(
    "mails",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("recipient_digest", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Column("created_at", _TIME, nullable=False),
    Column("ended_at", _TIME),
    Column("due_at", _TIME, nullable=False),
    Column("lease_until", _TIME),
    Column("token", _ID),
    Column("attempts", Integer, nullable=False),
    Column("traceparent", Text),
)
"""``sealed`` is gone as soon as a mail has left or was given up; ``reason`` says why one did not leave."""
