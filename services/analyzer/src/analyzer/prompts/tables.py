"""The tables of plans and prompts, as their queries see them."""

from sqlalchemy import Boolean, Column, Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB

from analyzer.shared.tables import ID, TIME, table

plans = table(
    "plans",
    Column("id", ID, primary_key=True),
    Column("audit_id", ID),
    Column("website_id", ID),
    Column("analysis_id", ID),
    Column("language", Text),
    Column("brands", JSONB),
    Column("prompts", Integer),
)
"""Projection of ConversationsPlanned: the brands that the answers of its runs are searched for."""

prompts = table(
    "prompts",
    Column("plan_id", ID, primary_key=True),
    Column("prompt_id", ID, primary_key=True),
    Column("conversation_id", ID),
    Column("icp_id", ID),
    Column("sequence_order", Integer),
    Column("prompt_type", Text),
    Column("text", Text),
)

prompt_classifications = table(
    "prompt_classifications",
    Column("id", ID, primary_key=True),
    Column("audit_id", ID),
    Column("plan_id", ID),
    Column("prompt_id", ID),
    Column("intent_type", Text),
    Column("funnel_stage", Text),
    Column("buying_signal", Numeric(3, 2, asdecimal=False)),
    Column("trust_need", Numeric(3, 2, asdecimal=False)),
    Column("query_intent", Text),
    Column("branded", Boolean),
    Column("confidence_score", Numeric(3, 2, asdecimal=False)),
    Column("cues", JSONB),
    Column("classifier_version", Text),
    Column("fallback_reason", Text),
    Column("classified_at", TIME),
)
