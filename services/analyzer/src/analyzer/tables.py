"""The tables of analyzer, as its queries see them. All of them belong to a tenant."""

from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Float, Integer, MetaData, Numeric, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


def _table(name: str, *columns: Column[Any]) -> Table:
    own: list[Column[Any]] = [Column("tenant_id", _ID, primary_key=True), Column("created_at", _TIME)]
    return Table(name, metadata, *own, *columns)


website_pages = _table(
    "website_pages",
    Column("crawl_id", _ID, primary_key=True),
    Column("page_id", _ID, primary_key=True),
    Column("website_id", _ID),
    Column("audit_id", _ID),
    Column("url", Text),
    Column("title", Text),
    Column("meta_description", Text),
    Column("headings", JSONB),
    Column("text", Text),
    Column("language", Text),
    Column("page_type", Text),
    Column("position", Integer),
)
"""Projection of PageScraped: what the analysis reads."""

website_analyses = _table(
    "website_analyses",
    Column("id", _ID, primary_key=True),
    Column("website_id", _ID),
    Column("audit_id", _ID),
    Column("crawl_id", _ID),
    Column("version", Text),
    Column("language", Text),
    Column("brand", JSONB),
    Column("industry", Text),
    Column("category", Text),
    Column("business_model", Text),
    Column("business_model_reason", Text),
    Column("summary", Text),
    Column("primary_offerings", JSONB),
    Column("value_propositions", JSONB),
    Column("target_markets", JSONB),
    Column("problems", JSONB),
    Column("objections", JSONB),
    Column("keywords", JSONB),
    Column("competitors_mentioned", JSONB),
    Column("fallback_reason", Text),
    Column("analyzed_at", _TIME),
    Column("tone", Text),
    Column("tone_reason", Text),
    Column("sources", JSONB),
)

plans = _table(
    "plans",
    Column("id", _ID, primary_key=True),
    Column("audit_id", _ID),
    Column("website_id", _ID),
    Column("analysis_id", _ID),
    Column("language", Text),
    Column("brands", JSONB),
    Column("prompts", Integer),
)
"""Projection of ConversationsPlanned: the brands that the answers of its runs are searched for."""

prompts = _table(
    "prompts",
    Column("plan_id", _ID, primary_key=True),
    Column("prompt_id", _ID, primary_key=True),
    Column("conversation_id", _ID),
    Column("icp_id", _ID),
    Column("sequence_order", Integer),
    Column("prompt_type", Text),
    Column("text", Text),
)

prompt_classifications = _table(
    "prompt_classifications",
    Column("id", _ID, primary_key=True),
    Column("audit_id", _ID),
    Column("plan_id", _ID),
    Column("prompt_id", _ID),
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
    Column("classified_at", _TIME),
)

brands = _table(
    "brands",
    Column("id", _ID, primary_key=True),
    Column("name", Text),
    Column("normalized_name", Text),
    Column("domain", Text),
    Column("industry", Text),
    Column("is_tracked", Boolean),
)

aliases = _table(
    "aliases",
    Column("brand_id", _ID, primary_key=True),
    Column("normalized_alias", Text, primary_key=True),
    Column("alias", Text),
)

answers = _table(
    "answers",
    Column("id", _ID, primary_key=True),
    Column("audit_id", _ID),
    Column("website_id", _ID),
    Column("run_id", _ID),
    Column("plan_id", _ID),
    Column("icp_id", _ID),
    Column("icp_name", Text),
    Column("conversation_id", _ID),
    Column("core", Boolean),
    Column("prompt_id", _ID),
    Column("prompt_text", Text),
    Column("turn", Integer),
    Column("repeat", Integer),
    Column("provider", Text),
    Column("requested_model", Text),
    Column("actual_model", Text),
    Column("text", Text),
    Column("refusal", Boolean),
    Column("extractor_version", Text),
    Column("answered_at", _TIME),
    Column("citations", JSONB),
    Column("fallback_reason", Text),
)
"""Projection of ResponseReceived: the text that evidence points into, with its context."""

brand_states = _table(
    "brand_states",
    Column("id", _ID, primary_key=True),
    Column("response_id", _ID),
    Column("brand_id", _ID),
    Column("audit_id", _ID),
    Column("run_id", _ID),
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
    Column("kind", Text),
    Column("first_position", Integer),
    Column("prominence", Float),
    Column("co_mentions", JSONB),
    Column("judgement", JSONB(none_as_null=True)),
)

curated_brands = _table(
    "curated_brands",
    Column("brand_id", _ID, primary_key=True),
    Column("name", Text),
    Column("standing", Text),
    Column("aliases", JSONB),
    Column("domains", JSONB),
    Column("exact_case", Boolean),
    Column("merged_into", _ID),
    Column("version", Integer),
)
"""Brands as people left them; one that nobody decided about has no row."""

brand_decisions = _table(
    "brand_decisions",
    Column("id", _ID, primary_key=True),
    Column("brand_id", _ID),
    Column("revision", Integer),
    Column("decision", Text),
    Column("decided_by", _ID),
    Column("decided_at", _TIME),
    Column("before", JSONB),
    Column("after", JSONB),
)
"""The trail of decisions: rows are added, never changed."""

rescorings = _table(
    "rescorings",
    Column("id", _ID, primary_key=True),
    Column("website_id", _ID),
    Column("extractor_version", Text),
    Column("total", Integer),
    Column("done", Integer),
    Column("changed", Integer),
    Column("requested_by", _ID),
    Column("requested_at", _TIME),
    Column("advanced_at", _TIME),
    Column("ended_at", _TIME),
)
"""Answers of a website being read again under a newer version."""

competitor_relationships = _table(
    "competitor_relationships",
    Column("website_id", _ID, primary_key=True),
    Column("primary_brand_id", _ID, primary_key=True),
    Column("competitor_brand_id", _ID, primary_key=True),
    Column("relationship_type", Text),
    Column("url", Text),
    Column("evidence", Text),
)
