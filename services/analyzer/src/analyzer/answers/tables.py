"""The tables of answers, as their queries see them."""

from sqlalchemy import Boolean, Column, Float, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from analyzer.shared.tables import ID, TIME, table
from common.contracts.answer import AnswerContext
from common.stores.postgres.columns import columns_of

answers = table(
    "answers",
    *columns_of(AnswerContext, own_id="response_id"),
    Column("plan_id", ID),
    Column("text", Text),
    Column("refusal", Boolean),
    Column("extractor_version", Text),
    Column("citations", JSONB),
    Column("fallback_reason", Text),
)
"""Projection of ResponseReceived: the text that evidence points into, with its context."""

brand_states = table(
    "brand_states",
    Column("id", ID, primary_key=True),
    Column("response_id", ID),
    Column("brand_id", ID),
    Column("audit_id", ID),
    Column("run_id", ID),
    Column("extractor_version", Text),
    Column("presence", Text),
    Column("position_rank", Integer),
    Column("rank", Integer),
    Column("belief_sold", Text),
    Column("sentiment", Float),
    Column("confidence", Float),
    Column("tracked", Boolean),
    Column("discovered", Boolean),
    Column("compared_with", JSONB),
    Column("evidence", JSONB),
    Column("ground", JSONB(none_as_null=True)),
    Column("kind", Text),
    Column("first_position", Integer),
    Column("prominence", Float),
    Column("co_mentions", JSONB),
    Column("judgement", JSONB(none_as_null=True)),
)

rescorings = table(
    "rescorings",
    Column("id", ID, primary_key=True),
    Column("website_id", ID),
    Column("extractor_version", Text),
    Column("total", Integer),
    Column("done", Integer),
    Column("changed", Integer),
    Column("requested_by", ID),
    Column("requested_at", TIME),
    Column("advanced_at", TIME),
    Column("ended_at", TIME),
)
"""Answers of a website being read again under a newer version."""
