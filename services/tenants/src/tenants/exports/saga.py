"""The export as a saga, as data: every service writes its part, one after the other, then they are put together. Pure.

Only the first step has an undo: it removes whatever lies in the export's folder, whoever wrote it.
"""

from datetime import timedelta

from common.contracts.message import Command
from common.contracts.tenants import (
    AssembleExport,
    DiscardExport,
    ExportAnalytics,
    ExportAnalyzer,
    ExportAuth,
    ExportCollector,
    ExportReports,
    ExportSimulator,
    ExportStepReplied,
    ExportTenants,
)
from common.saga import Order, Saga, Step
from tenants.exports.rules import EXPORT, LAST_STEP

_SLOW = timedelta(hours=6)
_OF_PARTS: tuple[type[Command], ...] = (
    ExportTenants, ExportAuth, ExportCollector, ExportSimulator, ExportAnalyzer, ExportAnalytics, ExportReports,
)  # fmt: skip


def _part(command: type[Command]) -> Step:
    undo = Order(DiscardExport) if command is ExportTenants else None
    return Step(f"export-{command.participant}", Order(command), undo, _SLOW, retries=1)


EXPORT_SAGA = Saga(
    EXPORT,
    1,
    reply=ExportStepReplied,
    steps=(*map(_part, _OF_PARTS), Step(LAST_STEP, Order(AssembleExport), None, _SLOW, retries=1)),
    undo_timeout=timedelta(minutes=10),
)
