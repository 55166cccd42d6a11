"""The tables of plans, as their queries see them."""

from sqlalchemy import ARRAY, Boolean, Column, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from simulator.shared.tables import ID, TIME, metadata, own_columns

website_analyses = Table(
    "website_analyses", metadata, *own_columns(),
    Column("website_id", ID), Column("audit_id", ID), Column("analysis", JSONB),
)  # fmt: skip

icps = Table(
    "icps", metadata, *own_columns(),
    Column("website_id", ID), Column("sequence_number", Integer), Column("name", Text), Column("description", Text),
    Column("demographics", JSONB), Column("professional_profile", JSONB), Column("pain_points", JSONB),
    Column("goals", JSONB), Column("motivations", JSONB), Column("objections", JSONB),
    Column("decision_factors", JSONB),
    Column("information_sources", JSONB), Column("buying_journey_stage", Text), Column("is_active", Boolean),
    Column("trigger", Text), Column("writing", Text), Column("statements", JSONB), Column("updated_at", TIME),
    Column("language", Text), Column("planned", JSONB), Column("said", JSONB),
)  # fmt: skip
"""``planned``: the profile before people's words; ``said``: the words that the other columns were made with."""

icp_facts = Table(
    "icp_facts", metadata, Column("tenant_id", ID, primary_key=True), Column("icp_id", ID, primary_key=True),
    Column("revision", Integer, primary_key=True), Column("field", Text, primary_key=True),
    Column("website_id", ID), Column("value", JSONB(none_as_null=True)), Column("said_by", ID), Column("said_at", TIME),
)  # fmt: skip
"""What people say of a customer, append-only; a null takes a field back."""

conversations = Table(
    "conversations", metadata, *own_columns(),
    Column("website_id", ID), Column("icp_id", ID), Column("sequence_number", Integer), Column("topic", Text),
    Column("concern", Text), Column("context", Text), Column("expected_outcome", Text),
    Column("reason", Text), Column("rests_on", JSONB),
    Column("is_core_conversation", Boolean), Column("is_active", Boolean), Column("updated_at", TIME),
)  # fmt: skip

prompts = Table(
    "prompts", metadata, *own_columns(),
    Column("conversation_id", ID), Column("sequence_order", Integer), Column("prompt_type", Text),
    Column("prompt_text", Text),
)  # fmt: skip

plans = Table(
    "plans", metadata, *own_columns(),
    Column("audit_id", ID), Column("website_id", ID), Column("analysis_id", ID), Column("planner_version", Text),
    Column("language", Text), Column("panel", JSONB), Column("state", Text), Column("command", JSONB),
    Column("icp_ids", ARRAY(ID)), Column("conversation_ids", ARRAY(ID)), Column("prompts", Integer),
    Column("traceparent", Text), Column("updated_at", TIME),
)  # fmt: skip
