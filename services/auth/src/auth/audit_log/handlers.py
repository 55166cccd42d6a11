"""What services note becomes entries."""

from collections.abc import Sequence

from auth.audit_log import store
from auth.audit_log.rules import chained
from auth.audit_log.sealed import persons
from common.contracts.auth import ActionNoted
from common.primitives.clock import Clock
from common.stores.postgres import UnitOfWork

TOGETHER = 500
"""Actions of one organisation that wait together share a transaction: the chain's lock and its round trips."""


async def keep_entries(events: Sequence[ActionNoted], *, unit: UnitOfWork, clock: Clock) -> None:
    """Append actions of one organisation to its chain. One that has an entry gets no second, however late it comes."""
    async with unit.once_each(events) as (tx, noted):
        head = await store.head_for_appending(tx)
        known = await store.there_already(tx, [event.id for event in noted])
        new = [event for event in noted if event.id not in known]
        if new:
            await store.append(tx, chained(new, head, await persons.origins_of(tx.conn, new), clock.now()))
