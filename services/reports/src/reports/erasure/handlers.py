"""What reports does when a website was deleted, and when an organisation is erased."""

from uuid import UUID

from sqlalchemy import select, union

from common.contracts.collector import WebsiteDeleted
from common.contracts.tenants import EraseReports
from common.process.telemetry import log
from common.stores.erasure.erasing import erase_tenant
from common.stores.objects import Objects
from common.stores.postgres import UnitOfWork
from common.stores.postgres.erasures import buried_with, bury, bury_audits
from reports.archive.tables import reports
from reports.audits.tables import audit_figures, audit_requests
from reports.documents.rules.compose import report_id
from reports.erasure.holdings import HOLDINGS, OF_TENANT
from reports.pages.rendering import folder_of

_log = log("erasure")


async def erase_website(event: WebsiteDeleted, *, unit: UnitOfWork, objects: Objects) -> None:
    """Erase a website's reports. No inbox: what is erased twice is gone once."""
    async with unit.begin(event.tenant_id) as tx:
        await bury(tx.conn, tx.tenant_id, event.website_id)
        named = (reports.c.audit_id, audit_requests.c.id, audit_figures.c.id)
        own = [
            select(audit.label("id")).where(
                audit.table.c.tenant_id == tx.tenant_id, audit.table.c.website_id == event.website_id
            )
            for audit in named
        ]
        known = (await tx.execute(union(*own))).scalars()
        await bury_audits(tx.conn, tx.tenant_id, event.website_id, known)
        await HOLDINGS.delete(tx, event.website_id)
    await erase_files(event.tenant_id, event.website_id, unit=unit, objects=objects)
    _log.info("website erased", website_id=str(event.website_id))


async def erase_files(tenant_id: UUID, website_id: UUID, *, unit: UnitOfWork, objects: Objects) -> None:
    """Remove the files of an erased website's reports; of an erased organisation, whose id stands for it then, all."""
    if website_id == tenant_id:
        await _erase_all_files(tenant_id, objects)
        return
    async with unit.looking(tenant_id) as tx:
        audits = await buried_with(tx.conn, tenant_id, website_id)
    for audit_id in audits:
        await objects.remove_all(folder_of(tenant_id, report_id(tenant_id, audit_id)))


async def erase_reports(command: EraseReports, *, unit: UnitOfWork, objects: Objects) -> None:
    """Erase an organisation's reports, their files, and its webhooks with their secrets."""

    async def elsewhere(tenant_id: UUID) -> None:
        await _erase_all_files(tenant_id, objects)

    await erase_tenant(command, OF_TENANT, unit=unit, elsewhere=elsewhere)


async def _erase_all_files(tenant_id: UUID, objects: Objects) -> None:
    for place in OF_TENANT.of_engine("s3"):
        await objects.remove_all(place.prefix_of(tenant_id))
