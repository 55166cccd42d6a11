"""The tables of brands, as their queries see them."""

from sqlalchemy import Boolean, Column, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from analyzer.shared.tables import ID, TIME, table

brands = table(
    "brands",
    Column("id", ID, primary_key=True),
    Column("name", Text),
    Column("normalized_name", Text),
    Column("domain", Text),
    Column("industry", Text),
    Column("is_tracked", Boolean),
)

aliases = table(
    "aliases",
    Column("brand_id", ID, primary_key=True),
    Column("normalized_alias", Text, primary_key=True),
    Column("alias", Text),
)

curated_brands = table(
    "curated_brands",
    Column("brand_id", ID, primary_key=True),
    Column("name", Text),
    Column("standing", Text),
    Column("aliases", JSONB),
    Column("domains", JSONB),
    Column("exact_case", Boolean),
    Column("merged_into", ID),
    Column("version", Integer),
    Column("excluded", JSONB),
)
"""Brands as people left them; one that nobody decided about has no row."""

brand_decisions = table(
    "brand_decisions",
    Column("id", ID, primary_key=True),
    Column("brand_id", ID),
    Column("revision", Integer),
    Column("decision", Text),
    Column("decided_by", ID),
    Column("decided_at", TIME),
    Column("before", JSONB),
    Column("after", JSONB),
)
"""The trail of decisions: rows are added, never changed."""
