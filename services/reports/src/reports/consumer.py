"""What reports listens to."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.analyzer import BrandStateExtracted, WebsiteAnalyzed
from common.contracts.collector import WebsiteDeleted
from common.contracts.reports import ReportGenerated
from common.contracts.simulator import (
    AuditCancelled,
    AuditCompleted,
    AuditFailed,
    AuditRequested,
    ConversationsPlanned,
    GenerateReport,
    ResponseReceived,
    WithdrawReport,
)
from common.contracts.tenants import EraseReports, ExportReports
from common.messaging.runtime.consumer import Subscription, on, on_batch
from common.primitives.clock import Clock, SystemClock
from common.stores.erasure.sparing import sparing
from common.stores.objects import Objects
from common.stores.postgres import UnitOfWork
from reports.archive.handlers import generate_report, withdraw_report
from reports.audits.handlers import keep_figures, keep_material, keep_request
from reports.erasure.handlers import erase_files, erase_reports, erase_website
from reports.exports.handlers import export_part
from reports.pages.renderer import Draw
from reports.webhooks.handlers import tell

_CLOCK = SystemClock()


def subscriptions(
    unit: UnitOfWork, objects: Objects, draw: Draw, clock: Clock = _CLOCK
) -> Sequence[Subscription]:  # fmt: skip
    """Every message that reports handles, and by what."""
    erase = partial(erase_files, unit=unit, objects=objects)
    tools: dict[str, Any] = {"unit": unit, "objects": objects, "draw": draw}
    return (
        on(AuditRequested, partial(keep_request, unit=unit), name="keep_request"),
        on(ShareOfVoiceMaterialised, partial(keep_figures, unit=unit), name="keep_figures"),
        on_batch(WebsiteAnalyzed, partial(keep_material, unit=unit), name="keep_analysis"),
        on_batch(ConversationsPlanned, partial(keep_material, unit=unit), name="keep_plan"),
        on_batch(ResponseReceived, partial(keep_material, unit=unit), name="keep_answers"),
        on_batch(BrandStateExtracted, partial(keep_material, unit=unit), name="keep_readings"),
        on(GenerateReport, sparing(partial(generate_report, **tools), unit, erase), name="generate_report"),
        on(WithdrawReport, partial(withdraw_report, unit=unit), name="withdraw_report"),
        on(AuditCompleted, partial(tell, unit=unit, clock=clock), name="tell_completed"),
        on(AuditFailed, partial(tell, unit=unit, clock=clock), name="tell_failed"),
        on(AuditCancelled, partial(tell, unit=unit, clock=clock), name="tell_cancelled"),
        on(ShareOfVoiceMaterialised, partial(tell, unit=unit, clock=clock), name="tell_figures"),
        on(ReportGenerated, partial(tell, unit=unit, clock=clock), name="tell_report"),
        on(ExportReports, partial(export_part, unit=unit), name="export_part"),
        on(WebsiteDeleted, partial(erase_website, unit=unit, objects=objects), name="erase_website"),
        on(EraseReports, partial(erase_reports, unit=unit, objects=objects), name="erase_reports"),
    )
