"""Topic ``reports.report-generated``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.answer import AuditContext
from common.contracts.message import Event, Technical, Terms


class ReportGenerated(AuditContext, Event):
    """A report's files are stored."""

    topic: ClassVar[str] = "reports.report-generated"
    key_field: ClassVar[str] = "report_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To tell people that a report can be read; the files come from the reports API.",
        orders="what happens to one report",
    )

    report_id: UUID = Field(description="The report.")
    formats: Technical[tuple[str, ...]] = Field(description="Formats that exist, such as html; formats are added.")
    sha256: Technical[dict[str, str]] = Field(description="Hash of each file's bytes, in hexadecimal, by format.")
