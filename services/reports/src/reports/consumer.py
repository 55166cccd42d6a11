"""What reports listens to."""

from collections.abc import Sequence
from functools import partial

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.simulator import AuditRequested, GenerateReport, WithdrawReport
from common.messaging.runtime.consumer import Subscription, on
from common.stores.objects import Objects
from common.stores.postgres import UnitOfWork
from reports.archive.handlers import generate_report, withdraw_report
from reports.audits.handlers import keep_figures, keep_request
from reports.pages.renderer import Draw


def subscriptions(unit: UnitOfWork, objects: Objects, draw: Draw) -> Sequence[Subscription]:
    """Every message that reports handles, and by what."""
    return (
        on(AuditRequested, partial(keep_request, unit=unit), name="keep_request"),
        on(ShareOfVoiceMaterialised, partial(keep_figures, unit=unit), name="keep_figures"),
        on(GenerateReport, partial(generate_report, unit=unit, objects=objects, draw=draw), name="generate_report"),
        on(WithdrawReport, partial(withdraw_report, unit=unit), name="withdraw_report"),
    )
