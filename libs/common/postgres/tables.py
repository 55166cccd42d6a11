"""The tables of messaging, the same in every service's database."""

from sqlalchemy import Column, DateTime, MetaData, Table, Text, func
from sqlalchemy.dialects.postgresql import JSONB, UUID

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
)

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
