"""What an export is called, how many there may be, and how long one lies ready. Pure."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from common.primitives.ids import derived_id

ExportStatus = Literal["running", "ready", "failed", "expired"]
EXPORT = "export-organization"
"""The saga's name."""
FIRST_STEP, LAST_STEP = "export-tenants", "assemble-export"
PARTS = ("tenants", "auth", "collector", "simulator", "analyzer", "analytics", "reports")
"""The services whose parts there are, in the order in which they are written."""
READY_FOR = timedelta(days=7)
MOST_A_DAY = 3
ARCHIVE = "export.zip"
ASSEMBLE, DISCARD, EXPIRE = "assemble", "discard", "expire"
"""Lanes of the worker, beside that of parts."""


def job_id(lane: str, export_id: UUID) -> UUID:
    """The id of an export's job in a lane."""
    return derived_id("export-job", export_id, lane)
