"""The tables of API keys and service accounts, as queries see them: an organisation's own, under row-level security."""

from sqlalchemy import ARRAY, Column, DateTime, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from auth.memberships.tables import metadata

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

READ_POLICIES = {
    "api_keys.presented_key": "a presented key is looked up before it is known whose it is: by its prefix, one row",
}
"""Policies that show rows beyond the transaction's tenant, each with its reason."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("created_at", _TIME, nullable=False),
    Column("prefix", Text, nullable=False, unique=True),
    Column("hash", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("made_by", _ID, nullable=False),
    Column("service_account_id", _ID),
    Column("expires_at", _TIME, nullable=False),
    Column("last_used_at", _TIME),
    Column("last_refused_at", _TIME),
    Column("revoked_at", _TIME),
)

service_accounts = Table(
    "service_accounts",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("created_at", _TIME, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made_by", _ID, nullable=False),
    Column("removed_at", _TIME),
)
