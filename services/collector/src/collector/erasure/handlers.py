"""What collector does when a website was deleted or an organisation is erased, and what it hears of audits."""

from dataclasses import dataclass
from datetime import timedelta

from collector.crawl.keeping import PageStore
from collector.shared.store import Store
from collector.websites.state import deleted_state
from common.contracts.collector import WebsiteDeleted
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, AuditRequested
from common.contracts.tenants import EraseWebsites
from common.messaging.outcomes import FOR_EVER, NotReady
from common.primitives.clock import Clock
from common.stores.erasure.erasing import answer_erasure
from common.stores.mongo import MongoUnit


async def follow_audits(
    event: AuditRequested | AuditCompleted | AuditFailed | AuditCancelled, *, unit: MongoUnit
) -> None:
    """Know which audits run. Of a website that was deleted, nothing is known any more."""
    async with unit.once(event) as tx:
        store = Store.within(tx)
        if await store.website(event.website_id) is not None:
            await store.note_audit(event.audit_id, event.website_id, ended=not isinstance(event, AuditRequested))


async def erase_website(event: WebsiteDeleted, *, unit: MongoUnit, objects: PageStore) -> None:
    """Erase what was read of a website. No inbox: what is erased twice is gone once."""
    await objects.forget(event.tenant_id, event.website_id)
    async with unit.begin(event.tenant_id) as tx:
        await Store.within(tx).forget(str(event.website_id))


@dataclass(frozen=True, slots=True)
class Erasing:
    """With what an organisation is erased. ``transactions``: how long one of MongoDB's can live."""

    unit: MongoUnit
    objects: PageStore
    clock: Clock
    transactions: timedelta


async def erase_websites(command: EraseWebsites, *, tools: Erasing) -> None:
    """Erase all that was read for an organisation. No inbox: what is erased twice is gone once.

    A transaction that began before the tombstone may still make its effect, so all is done again, and answered, when
    the longest of these has ended. Each website leaves its last state, in which nothing is told.
    """
    unit, tenant_id, now = tools.unit, command.tenant_id, tools.clock.now()
    buried_at = await unit.bury(tenant_id, now)
    for website_id in await Store(unit.db, tenant_id).all_websites():
        async with unit.looking(tenant_id) as tx:
            row = await Store.within(tx).delete_website(website_id)
            if row is not None:
                tx.emit(deleted_state(row))
    rows = await Store(unit.db, tenant_id).forget_all(buried_at)
    await tools.objects.forget_all(tenant_id)
    if now - buried_at < tools.transactions:
        raise NotReady("a transaction from before the erasure may be open", give_up_after=FOR_EVER)
    async with unit.looking(tenant_id) as tx:
        answer_erasure(tx, command, rows)
