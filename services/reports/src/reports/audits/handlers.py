"""What reports keeps of other services' events: all that a report is written from."""

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.simulator import AuditRequested
from common.stores.postgres import UnitOfWork
from reports.audits import store


async def keep_request(event: AuditRequested, *, unit: UnitOfWork) -> None:
    """Remember what an audit was asked to do."""
    async with unit.once(event) as tx:
        await store.save_request(tx, event)


async def keep_figures(event: ShareOfVoiceMaterialised, *, unit: UnitOfWork) -> None:
    """Remember an audit's figures."""
    async with unit.once(event) as tx:
        await store.save_figures(tx, event)
