"""The tables of memberships, as queries see them: the organisation's own, under row-level security."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, MetaData, Table, Text
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
    Column("client_id", _ID),
    Column("revision", BigInteger, nullable=False),
    Column("joined_at", _TIME, nullable=False),
    Column("ended_at", _TIME),
)
"""``revision``: of the newest message about it; one that ended stays, so that a late message can't bring it back."""

standings = Table(
    "standings",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("open", Boolean, nullable=False),
    Column("revision", BigInteger, nullable=False),
)
"""Whether an organisation (its id), or one of its clients, lets its people in; one that is not listed does."""


READ_POLICIES = {
    "memberships.member_reads_own": "log-in and refresh ask to which organisations a user belongs, across tenants",
    "standings.member_reads_own": "and which of these let nobody in at present",
}
"""Policies that show rows beyond the transaction's tenant, each with its reason: to ``app.user``, his own."""
