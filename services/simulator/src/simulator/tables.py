"""The tables of simulator, as its queries see them. All but ``jobs`` belong to a tenant and are under row security."""

from sqlalchemy import ARRAY, Boolean, Column, DateTime, Integer, MetaData, Numeric, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

WORK_TABLES = {
    "jobs": "workers find work of all tenants here, then act as the tenant",
    "saga_deadlines": "one clock serves the sagas of all tenants",
}
"""Tables without row-level security, each with its reason: ids, numbers and times only."""

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


def _own() -> tuple["Column[object]", "Column[object]", "Column[object]"]:
    return Column("tenant_id", _ID, primary_key=True), Column("id", _ID, primary_key=True), Column("created_at", _TIME)


audits = Table(
    "audits", metadata, *_own(),
    Column("website_id", _ID), Column("url", Text), Column("name", Text), Column("status", Text),
    Column("providers", JSONB), Column("panel", JSONB), Column("language", Text), Column("requested_by", _ID),
    Column("failure", JSONB), Column("ended_at", _TIME), Column("updated_at", _TIME),
)  # fmt: skip

website_analyses = Table(
    "website_analyses", metadata, *_own(),
    Column("website_id", _ID), Column("audit_id", _ID), Column("analysis", JSONB),
)  # fmt: skip

audit_progress = Table(
    "audit_progress", metadata,
    Column("tenant_id", _ID, primary_key=True), Column("audit_id", _ID, primary_key=True),
    Column("kind", Text, primary_key=True), Column("item_id", _ID, primary_key=True), Column("created_at", _TIME),
)  # fmt: skip

icps = Table(
    "icps", metadata, *_own(),
    Column("website_id", _ID), Column("sequence_number", Integer), Column("name", Text), Column("description", Text),
    Column("demographics", JSONB), Column("professional_profile", JSONB), Column("pain_points", JSONB),
    Column("goals", JSONB), Column("motivations", JSONB), Column("objections", JSONB),
    Column("decision_factors", JSONB),
    Column("information_sources", JSONB), Column("buying_journey_stage", Text), Column("is_active", Boolean),
    Column("updated_at", _TIME),
)  # fmt: skip

conversations = Table(
    "conversations", metadata, *_own(),
    Column("website_id", _ID), Column("icp_id", _ID), Column("sequence_number", Integer), Column("topic", Text),
    Column("concern", Text), Column("context", Text), Column("expected_outcome", Text),
    Column("is_core_conversation", Boolean), Column("is_active", Boolean), Column("updated_at", _TIME),
)  # fmt: skip

prompts = Table(
    "prompts", metadata, *_own(),
    Column("conversation_id", _ID), Column("sequence_order", Integer), Column("prompt_type", Text),
    Column("prompt_text", Text),
)  # fmt: skip

plans = Table(
    "plans", metadata, *_own(),
    Column("audit_id", _ID), Column("website_id", _ID), Column("analysis_id", _ID), Column("planner_version", Text),
    Column("language", Text), Column("panel", JSONB), Column("state", Text), Column("command", JSONB),
    Column("icp_ids", ARRAY(_ID)), Column("conversation_ids", ARRAY(_ID)), Column("prompts", Integer),
    Column("traceparent", Text), Column("updated_at", _TIME),
)  # fmt: skip

runs = Table(
    "runs", metadata, *_own(),
    Column("audit_id", _ID), Column("website_id", _ID), Column("plan_id", _ID), Column("status", Text),
    Column("total_prompts", Integer), Column("completed_prompts", Integer), Column("failed_prompts", Integer),
    Column("command", JSONB), Column("traceparent", Text), Column("started_at", _TIME), Column("completed_at", _TIME),
)  # fmt: skip

turns = Table(
    "turns", metadata, *_own(),
    Column("run_id", _ID), Column("conversation_id", _ID), Column("prompt_id", _ID), Column("provider", Text),
    Column("repeat", Integer), Column("turn", Integer), Column("state", Text), Column("attempts", Integer),
    Column("rate_limits", Integer), Column("lease_until", _TIME), Column("next_try_at", _TIME), Column("reason", Text),
    Column("ended_at", _TIME),
)  # fmt: skip

llm_responses = Table(
    "llm_responses", metadata, *_own(),
    Column("run_id", _ID), Column("turn_id", _ID), Column("prompt_id", _ID), Column("llm_provider", Text),
    Column("requested_model", Text), Column("llm_model", Text), Column("repeat", Integer), Column("parameters", JSONB),
    Column("response_text", Text), Column("finish_reason", Text), Column("prompt_tokens", Integer),
    Column("response_tokens", Integer), Column("latency_ms", Integer), Column("object_key", Text),
    Column("answered_at", _TIME),
)  # fmt: skip

cost_ledger = Table(
    "cost_ledger", metadata, *_own(),
    Column("run_id", _ID), Column("turn_id", _ID), Column("provider", Text), Column("model", Text),
    Column("prompt_tokens", Integer), Column("response_tokens", Integer), Column("cost_usd", Numeric(14, 8)),
    Column("kept", Boolean),
)  # fmt: skip

jobs = Table(
    "jobs", metadata,
    Column("id", _ID, primary_key=True), Column("tenant_id", _ID), Column("parent_id", _ID), Column("lane", Text),
    Column("due_at", _TIME), Column("lease_until", _TIME), Column("token", _ID), Column("claims", Integer),
)  # fmt: skip
"""What workers do next: a plan (lane ``plan``) or a turn (lane = provider). A work table, see ``WORK_TABLES``."""
