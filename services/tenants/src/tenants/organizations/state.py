"""An organisation's present: announced in the transaction of each change, so that the newest state is the truth."""

from datetime import datetime

from sqlalchemy import update

from common.contracts.tenants import OrganizationState
from common.primitives.clock import Clock
from common.stores.postgres import Tx, UnitOfWork
from tenants.organizations import store
from tenants.organizations.rules import status_of
from tenants.organizations.tables import organizations
from tenants.quota.store import plan

_TOLD = ("state_revision", "name", "slug", "created_at", "suspended_at", "erase_after")


async def announce(tx: Tx, now: datetime) -> None:
    """Announce the transaction's tenant as it is now. The raised revision holds the row: changes take turns."""
    raised = (
        update(organizations)
        .where(organizations.c.tenant_id == tx.tenant_id)
        .values(state_revision=organizations.c.state_revision + 1)
        .returning(*(organizations.c[name] for name in _TOLD))
    )
    row = (await tx.execute(raised)).one()
    tx.emit(
        OrganizationState(
            id=OrganizationState.id_of(tx.tenant_id, row.state_revision),
            tenant_id=tx.tenant_id,
            occurred_at=now,
            revision=row.state_revision,
            deleted=False,
            organization_id=tx.tenant_id,
            name=row.name,
            slug=row.slug,
            tier=await plan(tx, now),
            founded_at=row.created_at,
            status=status_of(row.suspended_at, row.erase_after),
            erase_after=row.erase_after,
        )
    )


async def announce_again(unit: UnitOfWork, operations_url: str, clock: Clock, *, every: bool) -> int:
    """Announce the state of organisations that never were, or of ``every`` one; how many."""
    tenants = await store.organizations_of_all(operations_url, announced=every)
    for tenant_id in tenants:
        async with unit.begin(tenant_id) as tx:
            await announce(tx, clock.now())
    return len(tenants)
