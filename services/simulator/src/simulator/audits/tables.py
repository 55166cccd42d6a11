"""The tables of audits, as their queries see them."""

from sqlalchemy import Column, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from common.contracts.answer import AuditContext
from common.stores.postgres.columns import columns_of
from simulator.shared.tables import ID, TIME, metadata, own_columns

audits = Table(
    "audits", metadata, *own_columns(),
    *columns_of(AuditContext, without={"audit_id"}),
    Column("url", Text), Column("name", Text), Column("status", Text), Column("providers", JSONB),
    Column("panel", JSONB), Column("language", Text), Column("requested_by", ID), Column("failure", JSONB),
    Column("ended_at", TIME), Column("updated_at", TIME), Column("needs", JSONB),
)  # fmt: skip
"""An audit; its ``id`` is the audit's."""

audit_progress = Table(
    "audit_progress", metadata,
    Column("tenant_id", ID, primary_key=True), Column("audit_id", ID, primary_key=True),
    Column("kind", Text, primary_key=True), Column("item_id", ID, primary_key=True), Column("created_at", TIME),
)  # fmt: skip
