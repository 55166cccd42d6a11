"""What collector does about websites that were deleted, and what it hears of audits, which stand in the way of that."""

from collector.crawl.keeping import PageStore
from collector.shared.store import Store
from common.contracts.collector import WebsiteDeleted
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, AuditRequested
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
