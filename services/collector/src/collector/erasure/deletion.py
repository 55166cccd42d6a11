"""Deleting a website: it is gone at once, and told to everybody who keeps some of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from collector.crawl.queue import crawl_queue
from collector.shared.store import Store
from collector.websites.state import deleted_state
from common.audit_log import note
from common.contracts.collector import WebsiteDeleted
from common.http import Principal
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, NotFound
from common.process.telemetry import log
from common.stores.mongo import MongoTx, MongoUnit

ERASED_WITHIN = timedelta(days=30)
_log = log("websites")


@dataclass(frozen=True, slots=True)
class Deletion:
    """The use case of deleting websites."""

    unit: MongoUnit
    clock: Clock

    async def delete(self, caller: Principal, website_id: UUID, *, cancel: bool) -> datetime:
        """Delete a website; until when all that was made of it is erased.

        ``Conflict`` where an audit of it runs, unless that is to be cancelled, too. An audit that nobody has told
        collector of yet is ended by the deletion all the same.
        """
        erase_by = self.clock.now() + ERASED_WITHIN
        async with self.unit.begin(caller.tenant) as tx:
            domain = await self._delete(tx, website_id, cancel=cancel)
            about = {"website_id": website_id, "requested_by": caller.user_id}
            tx.emit(WebsiteDeleted(tenant_id=tx.tenant_id, erase_by=erase_by, **about))
            note(tx, caller, "website.deleted", website_id, host=domain)
        _log.info("website deleted", website_id=str(website_id))
        return erase_by

    async def _delete(self, tx: MongoTx, website_id: UUID, *, cancel: bool) -> str:
        store, now = Store.within(tx), self.clock.now()
        row = await store.delete_website(str(website_id))
        if row is None:
            raise NotFound("website-not-found", "There is no such website.")
        running = await store.running_audit(website_id)
        if running is not None and not cancel:
            raise Conflict(
                "audit-running",
                "An audit of this website is running: cancel it, or delete the website with ?cancel=true.",
                audit_id=str(running),
            )
        ending = {"status": "cancelled", "ended_at": now, "updated_at": now}
        await crawl_queue(tx.db).drop(tx, {"website_id": str(website_id)}, ending=ending)
        tx.emit(deleted_state(row))
        return str(row["domain"])
