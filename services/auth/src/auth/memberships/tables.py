"""The table of memberships, as queries see it: the organisation's own, under row-level security."""

from sqlalchemy import Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


memberships = Table(
    "memberships",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("user_id", _ID, primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_at", _TIME, nullable=False),
)


READ_POLICIES = {
    "memberships.member_reads_own": "log-in and refresh ask to which organisations a user belongs, across tenants",
}
"""Policies that show rows beyond the transaction's tenant, each with its reason: to ``app.user``, his own."""
