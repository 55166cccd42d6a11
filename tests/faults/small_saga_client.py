"""The lab's sagas from the test's own process: begun, and helped on as an operator does."""

from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from .lab import Lab, fetch
from .small_saga import SMALL, runner_of


async def start_saga(unit: UnitOfWork, tenant: UUID) -> int:
    """Begin one; 0 where the store was away: then it was not begun, or was and will be found."""
    try:
        async with unit.begin(tenant) as tx:
            await runner_of(unit).start(tx, SMALL.name, uuid7(), {})
    except (SQLAlchemyError, OSError):
        return 0
    return 1


async def retry_stuck(lab: Lab) -> int:
    """Have every saga that waits for a person go on, as ``saga retry`` does; how many."""
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="simulator")
    stuck = await fetch(lab.stack, "SELECT tenant_id, id FROM sagas WHERE status = 'stuck'")
    for row in stuck:
        await runner_of(unit).retry(row["tenant_id"], row["id"], by="the lab")
    await unit.dispose()
    return len(stuck)
