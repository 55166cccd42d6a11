"""Documents of the collector database. Every operation here carries the tenant; nothing else queries the database.

The exceptions are the queue of crawls (``crawl/queue.py``), from which a worker of no tenant in particular takes the
next job of any, and ``websites_of_all``, by which an operator has states announced again; what they give names the
tenant, and all that follows goes through that tenant's ``Store``.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from collector.shared.schema import AUDITS, CRAWL_JOBS, EXPORT_JOBS, PAGES, SNAPSHOTS, WEBSITES
from common.stores.mongo import ANSWERS, INBOX, OUTBOX, REPLIES, MongoTx

Document = dict[str, Any]


class Store:
    """The documents of one tenant; inside a transaction where made by ``within``."""

    def __init__(self, db: AsyncDatabase[Document], tenant_id: UUID, session: AsyncClientSession | None = None) -> None:
        self._db = db
        self._tenant = str(tenant_id)
        self._session = session

    @classmethod
    def within(cls, tx: MongoTx) -> "Store":
        """The store of the transaction's tenant, inside the transaction."""
        return cls(tx.db, tx.tenant_id, tx.session)

    def _own(self, **more: Any) -> Document:
        return {"tenant_id": self._tenant, **more}

    # -- websites -----------------------------------------------------------------------------------------------

    async def insert_website(self, website_id: UUID, fields: Mapping[str, Any], now: datetime) -> None:
        """Raises ``DuplicateKeyError`` where the tenant has the domain already."""
        row = self._own(
            _id=str(website_id), **fields, status="pending", state_revision=1, created_at=now, updated_at=now
        )
        await self._db[WEBSITES].insert_one(row, session=self._session)

    async def website(self, website_id: UUID, *, client_id: UUID | None = None) -> Document | None:
        """One website, of one client where that is said, or None."""
        wanted = self._own(_id=str(website_id), **_of_client(client_id))
        return await self._db[WEBSITES].find_one(wanted, session=self._session)

    async def website_of_domain(self, domain: str) -> Document | None:
        """The tenant's website of this domain, or None."""
        return await self._db[WEBSITES].find_one(self._own(domain=domain), session=self._session)

    async def websites(self, *, limit: int, before: UUID | None, client_id: UUID | None = None) -> list[Document]:
        """Websites, newest first; ``before`` is the last id of the page before."""
        older = {"_id": {"$lt": str(before)}} if before else {}
        return (
            await self._db[WEBSITES]
            .find(self._own(**older, **_of_client(client_id)))
            .sort("_id", DESCENDING)
            .limit(limit)
            .to_list()
        )

    async def set_website_status(self, website_id: str, status: str, now: datetime, **more: Any) -> Document | None:
        """Change the status that a user sees; the website as it is then, with its state's next revision."""
        return await self._change_website(website_id, {"$set": {"status": status, "updated_at": now, **more}})

    async def rename_website(self, website_id: str, name: str | None, now: datetime) -> Document | None:
        """Change what the tenant calls it; the website as it is then, with its state's next revision."""
        return await self._change_website(website_id, {"$set": {"name": name, "updated_at": now}})

    async def raise_website_revision(self, website_id: str) -> Document | None:
        """The website with the next revision of its state, which has not changed otherwise."""
        return await self._change_website(website_id, {})

    async def _change_website(self, website_id: str, change: Document) -> Document | None:
        """Raising the revision writes the document: transactions that change one website take turns."""
        return await self._db[WEBSITES].find_one_and_update(
            self._own(_id=website_id),
            {**change, "$inc": {"state_revision": 1}},
            return_document=ReturnDocument.AFTER,
            session=self._session,
        )

    async def delete_website(self, website_id: str) -> Document | None:
        """Take a website out of the list; as it was, or None. Whoever changes it meanwhile meets a write conflict."""
        return await self._db[WEBSITES].find_one_and_delete(self._own(_id=website_id), session=self._session)

    async def forget(self, website_id: str) -> None:
        """Delete what was read of a website, its crawls, and what is known of its audits."""
        for name in (SNAPSHOTS, PAGES, CRAWL_JOBS, AUDITS):
            await self._db[name].delete_many(self._own(website_id=website_id), session=self._session)

    async def all_websites(self) -> list[str]:
        """The ids of all websites."""
        found = self._db[WEBSITES].find(self._own(), {"_id": 1}, session=self._session)
        return [row["_id"] async for row in found]

    async def forget_all(self, buried_at: datetime) -> int:
        """Delete every document of the tenant, of its messages those of before it was buried; how many."""
        gone = 0
        for name in (SNAPSHOTS, PAGES, CRAWL_JOBS, AUDITS, WEBSITES, EXPORT_JOBS, REPLIES, ANSWERS):
            gone += (await self._db[name].delete_many(self._own(), session=self._session)).deleted_count
        for name, at in ((OUTBOX, "created_at"), (INBOX, "handled_at")):
            before = self._own(**{at: {"$lt": buried_at}})
            gone += (await self._db[name].delete_many(before, session=self._session)).deleted_count
        return gone

    # -- audits -------------------------------------------------------------------------------------------------

    async def note_audit(self, audit_id: UUID, website_id: UUID, *, ended: bool) -> None:
        """Know of an audit of a website. Its end stays, in whatever order both are heard of."""
        change = {"$set": {"ended": True}} if ended else {"$setOnInsert": {"ended": False}}
        own = self._own(_id=str(audit_id), website_id=str(website_id))
        await self._db[AUDITS].update_one(own, change, upsert=True, session=self._session)

    async def running_audit(self, website_id: UUID) -> UUID | None:
        """An audit of a website that has begun and has not ended, as far as is known here."""
        own = self._own(website_id=str(website_id), ended=False)
        row = await self._db[AUDITS].find_one(own, {"_id": 1}, session=self._session)
        return UUID(row["_id"]) if row else None

    # -- crawl jobs ---------------------------------------------------------------------------------------------

    async def job(self, crawl_id: UUID) -> Document | None:
        """One job, or None."""
        return await self._db[CRAWL_JOBS].find_one(self._own(_id=str(crawl_id)), session=self._session)

    # -- pages --------------------------------------------------------------------------------------------------

    async def upsert_page(self, page_id: UUID, fields: Mapping[str, Any], now: datetime) -> None:
        """Keep the newest version of a page."""
        change = {"$set": {**fields, "updated_at": now}, "$setOnInsert": {"created_at": now}}
        await self._db[PAGES].update_one(self._own(_id=str(page_id)), change, upsert=True, session=self._session)

    async def keep_snapshot(self, snapshot_id: UUID, fields: Mapping[str, Any], now: datetime) -> None:
        """Keep what one crawl saw of a page, once."""
        change = {"$setOnInsert": {**fields, "created_at": now}}
        await self._db[SNAPSHOTS].update_one(
            self._own(_id=str(snapshot_id)), change, upsert=True, session=self._session
        )

    async def snapshots(self, crawl_id: str) -> list[Document]:
        """What a crawl has read so far, in that order."""
        found = self._db[SNAPSHOTS].find(self._own(crawl_id=crawl_id), session=self._session)
        return await found.sort("position", ASCENDING).to_list()

    async def pages(self, website_id: UUID, *, limit: int, after: UUID | None) -> list[Document]:
        """Pages of a website without their text, in a stable order; ``after`` is the last id of the page before."""
        further = {"_id": {"$gt": str(after)}} if after else {}
        found = self._db[PAGES].find(self._own(website_id=str(website_id), **further), {"content_text": 0})
        return await found.sort("_id", ASCENDING).limit(limit).to_list()


def _of_client(client_id: UUID | None) -> Document:
    return {"client_id": str(client_id)} if client_id else {}


async def websites_of_all(db: AsyncDatabase[Document], *, announced: bool) -> AsyncIterator[Document]:
    """Tenant and id of each website, of any tenant, whose state was never announced; ``announced``: of others, too."""
    chosen: Document = {} if announced else {"state_revision": {"$exists": False}}
    async for row in db[WEBSITES].find(chosen, {"tenant_id": 1}).sort("_id", ASCENDING):
        yield row
