"""The tables of the audit log, as queries see them."""

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

SYSTEM_TABLES = {
    "audit_log_roots": "a root is over the hashes of all organisations' entries, and is shown to whoever verifies",
    "audit_log_anchored": "which roots lie outside of the database: numbers and times of ours",
    "audit_log_persons": "a key is a person's, whatever the organisations",
    "audit_log_origins": "where a session was last seen is the person's, whatever he acts for",
}
"""Tables without row-level security, each with its reason."""
WORK_TABLES = {"audit_log_lengths": "the worker that makes roots learns which organisations have new entries"}
DEFINERS = {"audit_log_part": "makes the part of one month, and nothing else, for a service that owns nothing"}

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

audit_log = Table(
    "audit_log",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("id", _ID, nullable=False),
    Column("recorded_at", _TIME, primary_key=True),
    Column("occurred_at", _TIME, nullable=False),
    Column("action", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("resource_type", Text, nullable=False),
    Column("resource_id", _ID),
    Column("user_id", _ID),
    Column("session_id", _ID),
    Column("key_id", _ID),
    Column("facts", JSONB, nullable=False),
    Column("origin", LargeBinary),
    Column("origin_of", _ID),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

heads = Table(
    "audit_log_heads",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""The last entry of each chain. Its row is the lock under which a chain grows."""

lengths = Table(
    "audit_log_lengths",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("rooted", BigInteger, nullable=False),
)
"""How long each chain is, and up to which entry a root covers it."""

unchained = Table(
    "audit_log_unchained", metadata,
    Column("tenant_id", _ID, primary_key=True), Column("id", _ID, primary_key=True),
)  # fmt: skip
"""Entries of before there were chains, which nobody reads any more: ids, actions and the facts of that time."""

roots = Table(
    "audit_log_roots",
    metadata,
    Column("number", BigInteger, primary_key=True),
    Column("signed", Text, nullable=False),
    Column("made_at", _TIME, nullable=False),
)

anchored = Table(
    "audit_log_anchored",
    metadata,
    Column("number", BigInteger, primary_key=True),
    Column("anchored_at", _TIME, nullable=False),
)

persons = Table(
    "audit_log_persons",
    metadata,
    Column("person_id", _ID, primary_key=True),
    Column("key_sealed", LargeBinary),
    Column("made_at", _TIME),
    Column("erased_at", _TIME),
)
"""A key per person, sealed under the service's; null once he was erased, and there is no other then."""

origins = Table(
    "audit_log_origins",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("person_id", _ID, nullable=False),
    Column("origin", LargeBinary, nullable=False),
    Column("seen_at", _TIME, nullable=False),
)
"""Where a session was last seen, or what one event came from, until its entry has it."""
