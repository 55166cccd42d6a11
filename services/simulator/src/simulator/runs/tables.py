"""The tables of runs, as their queries see them."""

from sqlalchemy import Boolean, Column, Integer, Numeric, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from common.contracts.answer import AuditContext
from common.stores.postgres.columns import columns_of
from simulator.shared.tables import ID, TIME, metadata, own_columns

runs = Table(
    "runs", metadata, *own_columns(),
    *columns_of(AuditContext), Column("plan_id", ID), Column("status", Text),
    Column("total_prompts", Integer), Column("completed_prompts", Integer), Column("failed_prompts", Integer),
    Column("command", JSONB), Column("traceparent", Text), Column("started_at", TIME), Column("completed_at", TIME),
)  # fmt: skip

turns = Table(
    "turns", metadata, *own_columns(),
    Column("run_id", ID), Column("conversation_id", ID), Column("prompt_id", ID), Column("provider", Text),
    Column("repeat", Integer), Column("turn", Integer), Column("state", Text), Column("attempts", Integer),
    Column("rate_limits", Integer), Column("lease_until", TIME), Column("next_try_at", TIME), Column("reason", Text),
    Column("ended_at", TIME),
)  # fmt: skip

llm_responses = Table(
    "llm_responses", metadata, *own_columns(),
    Column("run_id", ID), Column("turn_id", ID), Column("prompt_id", ID), Column("llm_provider", Text),
    Column("requested_model", Text), Column("llm_model", Text), Column("repeat", Integer), Column("parameters", JSONB),
    Column("response_text", Text), Column("finish_reason", Text), Column("prompt_tokens", Integer),
    Column("response_tokens", Integer), Column("latency_ms", Integer), Column("object_key", Text),
    Column("answered_at", TIME),
)  # fmt: skip

cost_ledger = Table(
    "cost_ledger", metadata, *own_columns(),
    Column("run_id", ID), Column("turn_id", ID), Column("provider", Text), Column("model", Text),
    Column("prompt_tokens", Integer), Column("response_tokens", Integer), Column("cost_usd", Numeric(14, 8)),
    Column("kept", Boolean),
)  # fmt: skip
