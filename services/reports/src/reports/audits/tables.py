"""The tables that the SQL of ``store`` speaks of; migrations create them."""

from sqlalchemy import Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

metadata = MetaData()

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


def _latest(name: str) -> Table:
    """The newest event about an audit; ``id`` is the audit's."""
    return Table(
        name,
        metadata,
        Column("tenant_id", _ID, primary_key=True),
        Column("id", _ID, primary_key=True),
        Column("website_id", _ID),
        Column("occurred_at", _TIME),
        Column("payload", Text),
    )


audit_requests = _latest("audit_requests")
audit_figures = _latest("audit_figures")
