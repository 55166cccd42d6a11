"""The table of figures in PostgreSQL, as queries see it. The figures themselves are in ClickHouse."""

from sqlalchemy import Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.contracts.answer import RunContext
from common.stores.postgres.columns import columns_of

metadata = MetaData()
_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)

materialisations = Table(
    "materialisations",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    *columns_of(RunContext, own_id="audit_id"),
    Column("created_at", _TIME),
    Column("updated_at", _TIME),
    Column("status", Text, nullable=False),
    Column("materialisation_id", _ID),
    Column("universes", JSONB),
    Column("interval_method", Text),
    Column("extractor_version", Text),
    Column("period_start", _TIME),
    Column("period_end", _TIME),
    Column("computed_at", _TIME),
)
"""One row per audit: which computation of its figures is shown, or that they are withdrawn: then it has no run."""
