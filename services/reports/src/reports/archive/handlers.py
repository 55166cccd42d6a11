"""What reports does when the audit saga orders it: write a report, or withdraw one."""

import asyncio
from datetime import timedelta

from common.contracts.reports import ReportGenerated
from common.contracts.simulator import GenerateReport, WithdrawReport
from common.ids import derived_id
from common.messaging.outcomes import NotReady
from common.objects import Objects
from common.postgres import Tx, UnitOfWork
from common.saga.participant import done, first_reply, overtaken
from reports.archive import store
from reports.audits import store as audit_store
from reports.documents.rules.compose import Facts, compose
from reports.documents.rules.document import ReportDocument
from reports.pages.rendering import CONTENT_TYPES, ReportFile, files_of

SERVICE = "reports"
WAIT_FOR_FACTS = timedelta(minutes=5)


async def generate_report(command: GenerateReport, *, unit: UnitOfWork, objects: Objects) -> None:
    """Render the report, store its files, then make it known: who knows of a report can read it."""
    if await unit.seen(command):
        return
    facts = await _facts(command, unit)
    if facts is None:
        async with unit.once(command) as tx:
            await _answer_without_work(tx, command)
        return
    document = compose(facts)
    files = await asyncio.to_thread(files_of, document)
    for file in files:
        await objects.put(file.key, file.body, CONTENT_TYPES[file.format])
    async with unit.once(command) as tx:
        if not await _answer_without_work(tx, command):
            await store.save_report(tx, facts, document, files)
            tx.emit(_announcement(document, files))
            await done(tx, command, SERVICE, report_id=str(document.report_id))


async def _facts(command: GenerateReport, unit: UnitOfWork) -> Facts | None:
    """What the report is written from; null where the command was answered or undone before."""
    async with unit.begin(command.tenant_id) as tx:
        if await _is_settled(tx, command):
            return None
        request = await audit_store.request_of(tx, command.audit_id)
        figures = await audit_store.figures_of(tx, command.audit_id)
        wanted = await store.sections(tx)
    if request is None:
        raise NotReady("the audit's request has not arrived", give_up_after=WAIT_FOR_FACTS)
    if figures is None or figures.run_id != command.run_id:
        raise NotReady("the figures of the audit's run have not arrived", give_up_after=WAIT_FOR_FACTS)
    return Facts(command, request, figures, wanted)


async def _is_settled(tx: Tx, command: GenerateReport) -> bool:
    asked = (command.type_name(), WithdrawReport.type_name())
    return any([await tx.stored_reply(command.saga_id, name) is not None for name in asked])


async def _answer_without_work(tx: Tx, command: GenerateReport) -> bool:
    """Answer a repeated command as the first time, and one that comes after its undo with a refusal."""
    return await first_reply(tx, command) or await overtaken(tx, command, WithdrawReport, SERVICE)


def _announcement(document: ReportDocument, files: tuple[ReportFile, ...]) -> ReportGenerated:
    return ReportGenerated(
        id=derived_id("report-generated", document.report_id),
        tenant_id=document.tenant_id,
        report_id=document.report_id,
        audit_id=document.audit_id,
        website_id=document.website_id,
        formats=tuple(file.format for file in files),
        sha256={file.format: file.sha256 for file in files},
    )


async def withdraw_report(command: WithdrawReport, *, unit: UnitOfWork) -> None:
    """Show the audit's report no more; there may be none."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        await store.withdraw(tx, command.audit_id, command.occurred_at)
        await done(tx, command, SERVICE)
