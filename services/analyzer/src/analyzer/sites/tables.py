"""The tables of sites, as their queries see them."""

from sqlalchemy import Boolean, Column, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from analyzer.shared.tables import ID, TIME, table

website_pages = table(
    "website_pages",
    Column("crawl_id", ID, primary_key=True),
    Column("page_id", ID, primary_key=True),
    Column("website_id", ID),
    Column("audit_id", ID),
    Column("url", Text),
    Column("title", Text),
    Column("meta_description", Text),
    Column("headings", JSONB),
    Column("text", Text),
    Column("language", Text),
    Column("page_type", Text),
    Column("position", Integer),
    Column("structure", JSONB),
)
"""Projection of PageScraped: what the analysis reads."""

website_analyses = table(
    "website_analyses",
    Column("id", ID, primary_key=True),
    Column("website_id", ID),
    Column("audit_id", ID),
    Column("crawl_id", ID),
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
    Column("analyzed_at", TIME),
    Column("tone", Text),
    Column("tone_reason", Text),
    Column("sources", JSONB),
    Column("business_kind", Text),
    Column("local", Boolean),
    Column("places", JSONB),
    Column("proposals", JSONB),
    Column("others", JSONB),
    Column("features", JSONB),
    Column("proof", JSONB),
    Column("markets", JSONB),
    Column("understood", JSONB),
    Column("said_revision", Integer),
    Column("found", JSONB),
    Column("read_of", Text),
)

competitor_relationships = table(
    "competitor_relationships",
    Column("website_id", ID, primary_key=True),
    Column("primary_brand_id", ID, primary_key=True),
    Column("competitor_brand_id", ID, primary_key=True),
    Column("relationship_type", Text),
    Column("url", Text),
    Column("evidence", Text),
)

site_facts = table(
    "site_facts",
    Column("website_id", ID, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", JSONB(none_as_null=True)),
    Column("said_by", ID),
    Column("said_at", TIME),
)
"""What people said, append-only: the newest row of a field holds, a null value takes the field back."""

site_questions = table(
    "site_questions",
    Column("audit_id", ID, primary_key=True),
    Column("website_id", ID),
    Column("analysis_id", ID),
    Column("command", JSONB),
    Column("answered_at", TIME),
)
"""Audits that wait for a person's word, and those that did."""
