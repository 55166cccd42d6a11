"""A slot that was lost or dropped: made anew, and the gap filled out of the outbox."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import create_async_engine

from common.outbox.connectors.client import Connectors
from common.outbox.connectors.slots import Slot, drop_slot, slot
from common.outbox.reconcile import Reconciled, Reconciler


@dataclass(frozen=True, slots=True)
class Recovered:
    """How the slot stood before, and what had to be published again."""

    before: Slot
    reconciled: Reconciled


async def recover(
    connectors: Connectors, connector: str, *, replication_url: str, slot_name: str, reconciler: Reconciler
) -> Recovered:
    """Begin with a new slot. ``replication_url`` is the database as the connector's role, which may drop its slot.

    The new slot begins at the present end of the log: what was written between the loss and now is known to the outbox
    only, so every kept row is compared afterwards.
    """
    engine = create_async_engine(replication_url, pool_size=1, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as conn:
            before = await slot(conn, slot_name)
            await connectors.forget_position(connector)
            await drop_slot(conn, slot_name)
    finally:
        await engine.dispose()
    await connectors.resume(connector)
    await connectors.restart(connector)
    await connectors.until_running(connector)
    return Recovered(before, await reconciler.run(full=True))
