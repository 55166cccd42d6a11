"""Messages of reports."""

from common.contracts.reports.report_generated import ReportGenerated

__all__ = ["ReportGenerated"]
