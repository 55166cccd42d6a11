"""What analytics does when a website was deleted, and when an organisation is erased."""

from uuid import UUID

from sqlalchemy import select

from analytics.erasure.clickhouse import erase_rows
from analytics.erasure.holdings import HOLDINGS, OF_TENANT
from analytics.figures.tables import materialisations
from analytics.shared.clickhouse import ClickHouse
from common.contracts.collector import WebsiteDeleted
from common.contracts.tenants import EraseFigures
from common.process.telemetry import log
from common.stores.erasure.erasing import erase_tenant
from common.stores.postgres import UnitOfWork
from common.stores.postgres.erasures import bury, bury_audits

_log = log("erasure")


async def erase_website(event: WebsiteDeleted, *, unit: UnitOfWork, clickhouse: ClickHouse) -> None:
    """Erase a website's facts and figures. No inbox: what is erased twice is gone once."""
    async with unit.begin(event.tenant_id) as tx:
        await bury(tx.conn, tx.tenant_id, event.website_id)
        own = materialisations.c
        query = select(own.audit_id).where(own.tenant_id == tx.tenant_id, own.website_id == event.website_id)
        await bury_audits(tx.conn, tx.tenant_id, event.website_id, (await tx.execute(query)).scalars())
        await HOLDINGS.delete(tx, event.website_id)
    await erase_rows(event.tenant_id, event.website_id, clickhouse=clickhouse)
    _log.info("website erased", website_id=str(event.website_id))


async def erase_figures(command: EraseFigures, *, unit: UnitOfWork, clickhouse: ClickHouse) -> None:
    """Erase an organisation's facts and figures."""

    async def elsewhere(tenant_id: UUID) -> None:
        await erase_rows(tenant_id, tenant_id, clickhouse=clickhouse)

    await erase_tenant(command, OF_TENANT, unit=unit, elsewhere=elsewhere)
