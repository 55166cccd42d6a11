"""The tables of messaging, the same in every service's database."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, func
from sqlalchemy.dialects.postgresql import JSONB, UUID

SYSTEM_TABLES = {
    "alembic_version": "the schema's revision",
    "consumer_positions": "who owns which partition, and how far its group has come: names and numbers of ours",
}
"""Tables of every service's database that belong to no tenant, each with its reason."""

metadata = MetaData()

outbox = Table(
    "outbox",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("topic", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("traceparent", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("confirmed_at", DateTime(timezone=True)),
)
"""``confirmed_at``: when its message was seen in Kafka. A row that was not confirmed is never pruned."""

inbox = Table(
    "inbox",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("handler", Text, primary_key=True),
    Column("message_id", UUID(as_uuid=True), primary_key=True),
    Column("handled_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

saga_replies = Table(
    "saga_replies",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("saga_id", UUID(as_uuid=True), primary_key=True),
    Column("command", Text, primary_key=True),
    Column("reply", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

first_answers = Table(
    "first_answers",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("status", Integer, nullable=False),
    Column("response", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
"""What requests with a key were answered, sealed with that key, which is not kept."""

consumer_positions = Table(
    "consumer_positions",
    metadata,
    Column("group_name", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("owner", UUID(as_uuid=True), nullable=False),
    Column("position", BigInteger),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
"""The fence: the member that claimed a partition last, and the offset its group is known to have come to."""

erasures = Table(
    "erasures",
    metadata,
    Column("tenant_id", UUID(as_uuid=True), primary_key=True),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("website_id", UUID(as_uuid=True), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
"""What was erased for good: a website (``id`` is its own) and each of its audits. Only in services that keep some."""
