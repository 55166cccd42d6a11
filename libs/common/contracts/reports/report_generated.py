"""Topic ``reports.report-generated``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event


class ReportGenerated(Event):
    """A report's files are stored."""

    topic: ClassVar[str] = "reports.report-generated"
    key_field: ClassVar[str] = "report_id"

    report_id: UUID
    audit_id: UUID
    website_id: UUID
    formats: tuple[str, ...]
    sha256: dict[str, str]
