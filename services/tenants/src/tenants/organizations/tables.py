"""The tables of organisations, as queries see them. An organisation is a tenant, and its memberships are its own."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text
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
    Column("members_revision", BigInteger, nullable=False),
    Column("flags_revision", BigInteger, nullable=False),
    Column("suspended_at", _TIME),
    Column("suspended_for", Text),
    Column("erase_after", _TIME),
    Column("closed_by", _ID),
    Column("erasing_since", _TIME),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
"""An organisation's id is its tenant id: one column says both. The revisions: how often its state, its members and
its features changed and were announced. ``erase_after`` and ``closed_by``: of one that was closed. ``erasing_since``:
its erasure has begun, and nobody opens it again."""

memberships = Table(
    "memberships",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("user_id", _ID, primary_key=True),
    Column("role", Text, nullable=False),
    Column("client_id", _ID),
    Column("joined_at", _TIME, nullable=False),
)

organization_erasures = Table(
    "organization_erasures",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("due_at", _TIME, nullable=False),
    Column("lease_until", _TIME),
    Column("token", _ID),
    Column("attempts", Integer, nullable=False),
)
"""When a closed organisation's erasure begins: a job, whose id is the organisation's."""

organization_exports = Table(
    "organization_exports",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("created_at", _TIME, nullable=False),
    Column("requested_by", _ID, nullable=False),
    Column("status", Text, nullable=False),
    Column("ended_at", _TIME),
    Column("expires_at", _TIME),
    Column("files", BigInteger),
    Column("rows", BigInteger),
    Column("bytes", BigInteger),
    Column("sha256", Text),
    Column("reason", Text),
)
"""Of an organisation at most one is ``running``: an index says so. ``bytes`` and ``sha256`` are the ZIP's."""

recent_uses = Table(
    "recent_uses",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("subject", LargeBinary, nullable=False),
    Column("used_at", _TIME, nullable=False),
)
"""What is limited in a sliding window, such as founding: who did it (a digest) and when. See ``limits``."""

SYSTEM_TABLES = {
    "recent_uses": "founding is limited before there is a tenant: digests of persons and addresses, kept for a day",
}
WORK_TABLES = {
    "organization_erasures": "a worker learns which closed organisations' grace is over: ids and times, of any tenant",
}
READ_POLICIES = {
    "memberships.member_reads_own": "a user asks to which organisations he belongs before he acts for one of them",
    "organizations.member_reads_own": "and what these are called",
    "invitations.addressee_reads_own": "an erased person's invitations are deleted, whichever organisations sent them",
    "organizations.operations_list": "an operator has the states of all organisations announced again",
}
"""Policies that show rows beyond the transaction's tenant, each with its reason: to ``app.user`` his own, to the
operations role which organisations there are."""
