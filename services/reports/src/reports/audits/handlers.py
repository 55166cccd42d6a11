"""What reports keeps of other services' events: all that a report is written from."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.simulator import AuditRequested
from common.stores.postgres import UnitOfWork
from reports.audits import material, store
from reports.audits.material import Told


async def keep_request(event: AuditRequested, *, unit: UnitOfWork) -> None:
    """Remember what an audit was asked to do."""
    async with unit.once(event) as tx:
        await store.save_request(tx, event)


async def keep_figures(event: ShareOfVoiceMaterialised, *, unit: UnitOfWork) -> None:
    """Remember an audit's figures."""
    async with unit.once(event) as tx:
        await store.save_figures(tx, event)


async def keep_material(events: Sequence[Told], *, unit: UnitOfWork) -> None:
    """Remember what figures rest on. No inbox: what is kept twice is there once."""
    for _, own in groupby(sorted(events, key=attrgetter("tenant_id")), key=attrgetter("tenant_id")):
        async with unit.spared(list(own)) as (tx, left):
            await material.keep(tx, left)
