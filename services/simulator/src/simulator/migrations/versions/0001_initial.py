"""Audits, profiles, conversations, plans, runs, answers, costs, jobs, sagas, messaging."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from common.saga.tables import create_saga_tables, drop_saga_tables
from common.stores.postgres.ddl import drop_messaging_tables, messaging_tables, protect, tenant_table

revision = "0001"
down_revision = None

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)


def column(name: str, kind: Any, *, null: bool = False, default: str | None = None) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=null, server_default=sa.text(default) if default is not None else None)


def updated() -> "sa.Column[Any]":
    return column("updated_at", TIME, default="now()")


def refers(name: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant_id", name], [f"{table}.tenant_id", f"{table}.id"])


def one_of(table: str, name: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({listed})", name=f"{table}_{name}")


def upgrade() -> None:
    _audits()
    _profiles()
    _conversations()
    _plans()
    _runs()
    _answers()
    _jobs()
    create_saga_tables()
    messaging_tables()


def _audits() -> None:
    tenant_table(
        "audits",
        column("website_id", ID),
        column("url", sa.String(2048)),
        column("name", sa.String(255), null=True),
        column("status", sa.String(20)),
        column("providers", JSONB),
        column("panel", JSONB),
        column("language", sa.String(10)),
        column("requested_by", ID),
        column("failure", JSONB, null=True),
        column("ended_at", TIME, null=True),
        updated(),
        one_of("audits", "status", "running", "compensating", "completed", "failed", "cancelled", "stuck"),
    )
    op.create_index("audits_website", "audits", ["tenant_id", "website_id", "id"])
    op.create_index(
        "audits_one_active", "audits", ["tenant_id", "website_id"], unique=True,
        postgresql_where=sa.text("status IN ('running', 'compensating')"),
    )  # fmt: skip
    tenant_table("website_analyses", column("website_id", ID), column("audit_id", ID), column("analysis", JSONB))
    op.create_table(
        "audit_progress",
        column("tenant_id", ID),
        column("audit_id", ID),
        column("kind", sa.String(20)),
        column("item_id", ID),
        column("created_at", TIME, default="now()"),
        sa.PrimaryKeyConstraint("tenant_id", "audit_id", "kind", "item_id"),
        one_of("audit_progress", "kind", "page", "prompt", "answer", "brand"),
    )
    protect("audit_progress")


def _profiles() -> None:
    tenant_table(
        "icps",
        column("website_id", ID),
        column("sequence_number", sa.Integer),
        column("name", sa.String(255)),
        column("description", sa.Text, null=True),
        column("demographics", JSONB),
        column("professional_profile", JSONB),
        *(column(name, JSONB) for name in ("pain_points", "goals", "motivations")),
        *(column(name, JSONB, null=True) for name in ("objections", "decision_factors", "information_sources")),
        column("buying_journey_stage", sa.String(50), null=True),
        column("is_active", sa.Boolean, default="true"),
        updated(),
        sa.CheckConstraint("sequence_number BETWEEN 1 AND 5", name="icps_sequence"),
    )
    op.create_index(
        "icps_active", "icps", ["tenant_id", "website_id", "sequence_number"], unique=True,
        postgresql_where=sa.text("is_active"),
    )  # fmt: skip


def _conversations() -> None:
    tenant_table(
        "conversations",
        column("website_id", ID),
        column("icp_id", ID),
        column("sequence_number", sa.Integer),
        column("topic", sa.String(255)),
        column("concern", sa.Text, null=True),
        column("context", sa.Text, null=True),
        column("expected_outcome", sa.Text, null=True),
        column("is_core_conversation", sa.Boolean, default="false"),
        column("is_active", sa.Boolean, default="true"),
        updated(),
        sa.CheckConstraint("sequence_number BETWEEN 1 AND 10", name="conversations_sequence"),
        refers("icp_id", "icps"),
    )
    op.create_index(
        "conversations_active", "conversations", ["tenant_id", "icp_id", "sequence_number"], unique=True,
        postgresql_where=sa.text("is_active"),
    )  # fmt: skip
    tenant_table(
        "prompts",
        column("conversation_id", ID),
        column("sequence_order", sa.Integer),
        column("prompt_type", sa.String(20)),
        column("prompt_text", sa.Text),
        one_of("prompts", "prompt_type", "primary", "follow_up", "clarification"),
        refers("conversation_id", "conversations"),
        sa.UniqueConstraint("tenant_id", "conversation_id", "sequence_order", name="prompts_order"),
    )


def _plans() -> None:
    tenant_table(
        "plans",
        column("audit_id", ID),
        column("website_id", ID),
        column("analysis_id", ID, null=True),
        column("planner_version", sa.String(50), null=True),
        column("language", sa.String(10), null=True),
        column("panel", JSONB, null=True),
        column("state", sa.String(20)),
        column("command", JSONB, null=True),
        column("icp_ids", ARRAY(ID), default="'{}'"),
        column("conversation_ids", ARRAY(ID), default="'{}'"),
        column("prompts", sa.Integer, default="0"),
        column("traceparent", sa.Text, default="''"),
        updated(),
        one_of("plans", "state", "pending", "planned", "archived"),
        sa.UniqueConstraint("tenant_id", "audit_id", name="plans_one_per_audit"),
    )


def _runs() -> None:
    tenant_table(
        "runs",
        column("audit_id", ID),
        column("website_id", ID),
        column("plan_id", ID, null=True),
        column("status", sa.String(20)),
        column("total_prompts", sa.Integer, default="0"),
        column("completed_prompts", sa.Integer, default="0"),
        column("failed_prompts", sa.Integer, default="0"),
        column("command", JSONB, null=True),
        column("traceparent", sa.Text, default="''"),
        column("started_at", TIME, null=True),
        column("completed_at", TIME, null=True),
        one_of("runs", "status", "pending", "running", "completed", "failed", "cancelled"),
        sa.UniqueConstraint("tenant_id", "audit_id", name="runs_one_per_audit"),
    )
    op.create_index("runs_website", "runs", ["tenant_id", "website_id"])
    tenant_table(
        "turns",
        column("run_id", ID),
        column("conversation_id", ID),
        column("prompt_id", ID),
        column("provider", sa.String(50)),
        column("repeat", sa.Integer),
        column("turn", sa.Integer),
        column("state", sa.String(20)),
        column("attempts", sa.Integer, default="0"),
        column("rate_limits", sa.Integer, default="0"),
        column("lease_until", TIME, null=True),
        column("next_try_at", TIME, null=True),
        column("reason", sa.Text, null=True),
        column("ended_at", TIME, null=True),
        one_of("turns", "state", "pending", "leased", "answered", "failed", "cancelled"),
        refers("run_id", "runs"),
        refers("prompt_id", "prompts"),
        sa.UniqueConstraint("tenant_id", "run_id", "prompt_id", "provider", "repeat", name="turns_once"),
    )


def _answers() -> None:
    tenant_table(
        "llm_responses",
        column("run_id", ID),
        column("turn_id", ID),
        column("prompt_id", ID),
        column("llm_provider", sa.String(50)),
        column("requested_model", sa.String(100)),
        column("llm_model", sa.String(100)),
        column("repeat", sa.Integer),
        column("parameters", JSONB),
        column("response_text", sa.Text),
        column("finish_reason", sa.String(50), null=True),
        column("prompt_tokens", sa.Integer, null=True),
        column("response_tokens", sa.Integer, null=True),
        column("latency_ms", sa.Integer),
        column("object_key", sa.Text),
        column("answered_at", TIME),
        refers("run_id", "runs"),
        refers("turn_id", "turns"),
        sa.UniqueConstraint(
            "tenant_id", "run_id", "prompt_id", "llm_provider", "requested_model", "repeat", name="llm_responses_once"
        ),
    )
    op.create_index("llm_responses_prompt", "llm_responses", ["tenant_id", "prompt_id"])
    op.create_index("llm_responses_provider", "llm_responses", ["tenant_id", "llm_provider"])
    tenant_table(
        "cost_ledger",
        column("run_id", ID),
        column("turn_id", ID),
        column("provider", sa.String(50)),
        column("model", sa.String(100)),
        column("prompt_tokens", sa.Integer, null=True),
        column("response_tokens", sa.Integer, null=True),
        column("cost_usd", sa.Numeric(14, 8), null=True),
        column("kept", sa.Boolean),
    )
    op.create_index("cost_ledger_run", "cost_ledger", ["tenant_id", "run_id"])


def _jobs() -> None:
    # No row-level security: it holds ids, a lane and times, so that a worker finds what is due in any tenant.
    op.create_table(
        "jobs",
        sa.Column("id", ID, primary_key=True),
        column("tenant_id", ID),
        column("parent_id", ID),
        column("lane", sa.String(50)),
        column("due_at", TIME),
        column("lease_until", TIME, null=True),
        column("token", ID, null=True),
        column("claims", sa.Integer, default="0"),
    )
    op.create_index("jobs_due", "jobs", ["lane", "due_at"])
    op.create_index("jobs_parent", "jobs", ["parent_id"])


def downgrade() -> None:
    drop_messaging_tables()
    drop_saga_tables()
    for table in (
        "jobs", "cost_ledger", "llm_responses", "turns", "runs", "plans", "prompts", "conversations", "icps",
        "audit_progress", "website_analyses", "audits",
    ):  # fmt: skip
        op.drop_table(table)
