"""The tables that the SQL of ``store`` speaks of; migrations create them."""

from typing import Any

from sqlalchemy import Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


def _latest(name: str, *more: "Column[Any]") -> Table:
    """The newest event about an audit, or a part of it; ``id`` is the audit's, or the part's."""
    return Table(
        name,
        metadata,
        Column("tenant_id", _ID, primary_key=True),
        Column("id", _ID, primary_key=True),
        Column("website_id", _ID),
        *more,
        Column("occurred_at", _TIME),
        Column("payload", Text),
    )


audit_requests = _latest("audit_requests")
audit_figures = _latest("audit_figures")
audit_analyses, audit_plans, audit_answers, audit_readings = (
    _latest(name, Column("audit_id", _ID))
    for name in ("audit_analyses", "audit_plans", "audit_answers", "audit_readings")
)
"""What the figures rest on: the ids are the analysis', the plan's, and the answer's for it and for its reading."""
