"""The table of signing keys, as queries see it. It belongs to no tenant (``SYSTEM_TABLES``)."""

from sqlalchemy import Column, DateTime, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

SYSTEM_TABLES = {
    "signing_keys": "one set of keys signs for all tenants",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

metadata = MetaData()
_TIME = DateTime(timezone=True)


signing_keys = Table(
    "signing_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("algorithm", Text, nullable=False),
    Column("public_jwk", JSONB, nullable=False),
    Column("private_key_sealed", LargeBinary, nullable=False),
    Column("active_from", _TIME, nullable=False),
    Column("revoked_at", _TIME),
    Column("created_at", _TIME),
)
