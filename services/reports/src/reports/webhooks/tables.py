"""The tables that the SQL of ``store`` speaks of; migrations create them."""

from sqlalchemy import Boolean, Column, DateTime, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, UUID

WORK_TABLES = {"webhook_jobs": "the sender finds due deliveries of all tenants here, then acts as the tenant"}
"""Tables without row-level security, each with its reason: ids, numbers and times only."""

metadata = MetaData()

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


webhooks = Table(
    "webhooks", metadata,
    Column("tenant_id", _ID, primary_key=True), Column("id", _ID, primary_key=True), Column("created_at", _TIME),
    Column("url", String(2048)), Column("description", String(255)), Column("events", ARRAY(Text)),
    Column("is_active", Boolean), Column("disabled_at", _TIME), Column("disabled_reason", String(50)),
    Column("failing_since", _TIME), Column("created_by", _ID),
    Column("secret", LargeBinary), Column("previous_secret", LargeBinary), Column("previous_secret_until", _TIME),
)  # fmt: skip
"""``secret`` and ``previous_secret`` are sealed; the previous one signs beside it until ``previous_secret_until``."""

webhook_deliveries = Table(
    "webhook_deliveries", metadata,
    Column("tenant_id", _ID, primary_key=True), Column("id", _ID, primary_key=True), Column("created_at", _TIME),
    Column("webhook_id", _ID), Column("website_id", _ID), Column("event", String(50)), Column("body", Text),
    Column("is_test", Boolean), Column("status", String(20)), Column("attempts", Integer), Column("tries", Integer),
    Column("http_status", Integer), Column("ms", Integer), Column("reason", String(50)),
    Column("last_attempt_at", _TIME), Column("next_attempt_at", _TIME),
)  # fmt: skip
"""``attempts``: in all; ``tries``: since it was put into the queue last. ``website_id`` is null for a test."""

webhook_jobs = Table(
    "webhook_jobs", metadata,
    Column("id", _ID, primary_key=True), Column("tenant_id", _ID), Column("webhook_id", _ID), Column("due_at", _TIME),
    Column("lease_until", _TIME), Column("token", _ID), Column("attempts", Integer),
)  # fmt: skip
"""Deliveries that are to be tried; the job's id is the delivery's. A work table, see ``WORK_TABLES``."""
