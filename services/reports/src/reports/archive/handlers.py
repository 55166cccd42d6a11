"""What reports does when the audit saga orders it: write a report, or withdraw one."""

from dataclasses import dataclass
from datetime import timedelta

from common.contracts.answer import AuditContext
from common.contracts.reports import ReportGenerated
from common.contracts.simulator import GenerateReport, WithdrawReport
from common.contracts.simulator.audit_results import ReportResult
from common.messaging.outcomes import NotReady
from common.primitives.ids import derived_id
from common.saga.participant import Done, takes_part
from common.stores.objects import Objects
from common.stores.postgres import Tx, UnitOfWork
from reports.archive import store
from reports.audits import material as audit_material
from reports.audits import store as audit_store
from reports.documents.rules.compose import Facts, compose
from reports.documents.rules.document import ReportDocument
from reports.documents.rules.material import is_whole
from reports.pages.renderer import Draw
from reports.pages.rendering import CONTENT_TYPES, ReportFile, files_of

WAIT_FOR_FACTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Written:
    """A report whose files are stored; nobody knows of it yet."""

    facts: Facts
    document: ReportDocument
    files: tuple[ReportFile, ...]


async def _written(command: GenerateReport, unit: UnitOfWork, *, objects: Objects, draw: Draw) -> Written:
    """Render the report and store its files, under keys that are its own: written twice, they are the same."""
    facts = await _facts(command, unit)
    document = compose(facts)
    files = files_of(document, await draw(document))
    for file in files:
        await objects.put(file.key, file.body, CONTENT_TYPES[file.format])
    return Written(facts, document, files)


async def _facts(command: GenerateReport, unit: UnitOfWork) -> Facts:
    """What the report is written from."""
    async with unit.begin(command.tenant_id) as tx:
        request = await audit_store.request_of(tx, command.audit_id)
        figures = await audit_store.figures_of(tx, command.audit_id)
        material = await audit_material.of_audit(tx, command.audit_id, command.run_id)
        wanted = await store.sections(tx)
    if request is None:
        raise NotReady("the audit's request has not arrived", give_up_after=WAIT_FOR_FACTS)
    if figures is None or figures.run_id != command.run_id:
        raise NotReady("the figures of the audit's run have not arrived", give_up_after=WAIT_FOR_FACTS)
    measured = sum(part.answers for part in figures.slices if part.by == "all")
    if not is_whole(material, measured):
        raise NotReady("not all answers that the figures rest on have arrived", give_up_after=WAIT_FOR_FACTS)
    return Facts(command, request, figures, wanted, material)


async def _take_turns(tx: Tx, command: GenerateReport | WithdrawReport) -> None:
    """There is no row of a report before it is written: without a lock, a withdrawal that runs beside the last
    transaction of the writing would find nothing to withdraw, and the report would be shown after it."""
    await store.take_turns(tx, command.audit_id)


@takes_part(after=_written, undo=WithdrawReport, lock=_take_turns)
async def generate_report(_: GenerateReport, tx: Tx, written: Written) -> Done:
    """Make the report known: who knows of one can read it."""
    await store.save_report(tx, written.facts, written.document, written.files)
    tx.emit(_announcement(written.document, written.files))
    return Done(ReportResult(report_id=written.document.report_id))


@takes_part(lock=_take_turns)
async def withdraw_report(command: WithdrawReport, tx: Tx) -> Done:
    """Show the audit's report no more; there may be none."""
    await store.withdraw(tx, command.audit_id, command.occurred_at)
    return Done()


def _announcement(document: ReportDocument, files: tuple[ReportFile, ...]) -> ReportGenerated:
    return ReportGenerated(
        id=derived_id("report-generated", document.report_id),
        tenant_id=document.tenant_id,
        report_id=document.report_id,
        **dict(AuditContext.part_of(document)),
        formats=tuple(file.format for file in files),
        sha256={file.format: file.sha256 for file in files},
    )
