"""A website's present: announced in the transaction of each change, so that the newest state of a key is the truth."""

from datetime import datetime
from typing import Any
from uuid import UUID

from collector.shared.store import Document, Store, websites_of_all
from common.contracts.collector import WebsiteState
from common.contracts.vocabulary import WebsiteStatus
from common.stores.mongo import MongoTx, MongoUnit


async def set_status(tx: MongoTx, website_id: str, status: WebsiteStatus, now: datetime, **more: Any) -> None:
    """Change the status that a user sees, and announce the state; nothing happens where there is no such website."""
    row = await Store.within(tx).set_website_status(website_id, status, now, **more)
    if row is not None:
        tx.emit(state_of(row))


def state_of(row: Document) -> WebsiteState:
    """The state that a document tells; its revision was raised by the change that made it."""
    website_id, revision = UUID(row["_id"]), row["state_revision"]
    return WebsiteState(
        id=WebsiteState.id_of(website_id, revision),
        tenant_id=UUID(row["tenant_id"]),
        occurred_at=row["updated_at"],
        revision=revision,
        deleted=False,
        website_id=website_id,
        url=row["url"],
        domain=row["domain"],
        name=row.get("name"),
        client_id=UUID(row["client_id"]) if row.get("client_id") else None,
        status=row["status"],
        registered_at=row["created_at"],
        last_scraped_at=row.get("last_scraped_at"),
    )


def deleted_state(row: Document) -> WebsiteState:
    """The last state of a website, of which nothing is told any more; ``row`` is it as it was."""
    website_id, revision = UUID(row["_id"]), row.get("state_revision", 0) + 1
    untold = dict.fromkeys(("url", "domain", "name", "status", "registered_at"))
    return WebsiteState(
        id=WebsiteState.id_of(website_id, revision),
        tenant_id=UUID(row["tenant_id"]),
        revision=revision,
        deleted=True,
        website_id=website_id,
        **untold,
    )


async def announce_again(unit: MongoUnit, *, every: bool) -> int:
    """Announce the state of websites that never were, or of ``every`` one; how many."""
    announced = 0
    async for row in websites_of_all(unit.db, announced=every):
        async with unit.begin(UUID(row["tenant_id"])) as tx:
            now = await Store.within(tx).raise_website_revision(row["_id"])
            if now is not None:
                tx.emit(state_of(now))
                announced += 1
    return announced
