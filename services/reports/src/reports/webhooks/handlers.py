"""Events that organisations are told of become deliveries."""

from common.primitives.clock import Clock
from common.stores.postgres import UnitOfWork
from reports.webhooks import store
from reports.webhooks.rules.telling import Heard, telling_of


async def tell(event: Heard, *, unit: UnitOfWork, clock: Clock) -> None:
    """Put a delivery into the queue for each address that is told of such events."""
    telling, now = telling_of(event), clock.now()
    async with unit.once(event) as tx:
        told = await store.listening(tx, telling, event.occurred_at)
        await store.tell(tx, told, telling, event.id, now)
        await store.forget_old(tx, now)
