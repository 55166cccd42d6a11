"""The tables of organisations, as queries see them. Both belong to a tenant: an organisation is one."""

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

organizations = Table(
    "organizations",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("slug", Text, nullable=False, unique=True),
    Column("settings", JSONB, nullable=False),
    Column("state_revision", BigInteger, nullable=False),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
"""An organisation's id is its tenant id: one column says both. ``state_revision``: announced so often."""

memberships = Table(
    "memberships",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("user_id", _ID, primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_at", _TIME, nullable=False),
)


READ_POLICIES = {
    "memberships.member_reads_own": "a user asks to which organisations he belongs before he acts for one of them",
    "organizations.member_reads_own": "and what these are called",
    "organizations.operations_list": "an operator has the states of all organisations announced again",
}
"""Policies that show rows beyond the transaction's tenant, each with its reason: to ``app.user`` his own, to the
operations role which organisations there are."""
