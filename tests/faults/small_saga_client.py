"""Starting the lab's sagas from the test's own process."""

from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from common.ids import uuid7
from common.postgres import UnitOfWork

from .small_saga import runner_of


async def start_saga(unit: UnitOfWork, tenant: UUID) -> int:
    """Begin one; 0 where the store was away: then it was not begun, or was and will be found."""
    try:
        async with unit.begin(tenant) as tx:
            await runner_of(unit).start(tx, uuid7(), {})
    except (SQLAlchemyError, OSError):
        return 0
    return 1
