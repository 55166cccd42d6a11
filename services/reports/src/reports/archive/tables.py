"""The tables that the SQL of ``store`` speaks of; migrations create them."""

from sqlalchemy import BigInteger, Column, DateTime, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.contracts.answer import AuditContext
from common.stores.postgres.columns import columns_of

metadata = MetaData()

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


templates = Table(
    "templates",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    Column("name", String(100)),
    Column("description", Text),
    Column("sections", JSONB),
    Column("default_parameters", JSONB),
)

reports = Table(
    "reports",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("id", _ID, primary_key=True),
    *columns_of(AuditContext),
    Column("template_id", _ID),
    Column("name", String(255)),
    Column("headline", Text),
    Column("parameters", JSONB),
    Column("status", String(50)),
    Column("document", Text),
    Column("created_by", _ID),
    Column("completed_at", _TIME),
    Column("updated_at", _TIME),
)

report_files = Table(
    "report_files",
    metadata,
    Column("tenant_id", _ID, primary_key=True),
    Column("report_id", _ID, primary_key=True),
    Column("format", String(20), primary_key=True),
    Column("file_path", String(500)),
    Column("file_size", BigInteger),
    Column("sha256", String(64)),
    Column("content_security_policy", Text),
)
