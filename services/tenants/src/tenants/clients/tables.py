"""The tables of clients, as queries see them."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

clients = Table(
    "clients",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("email", Text),
    Column("logo_url", Text),
    Column("status", Text, nullable=False),
    Column("purge_after", _TIME),
    Column("revision", BigInteger, nullable=False),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
)
"""``name_key``: the form in which a name is unique; ``revision``: its state was announced so often."""

client_logos = Table(
    "client_logos",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("client_id", _ID, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

client_purges = Table(
    "client_purges",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("due_at", _TIME, nullable=False),
    Column("lease_until", _TIME),
    Column("token", _ID),
    Column("attempts", Integer, nullable=False),
)
"""When an archived client is deleted for good: a job, whose id is the client's."""

WORK_TABLES = {
    "client_purges": "a worker finds out which archived clients' time is over: ids and times, of any tenant",
}
