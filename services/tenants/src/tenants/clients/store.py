"""SQL of clients: always the transaction's tenant's."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, delete, exists, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from common.jobs.postgres import JobTable
from common.primitives.errors import NotFound
from common.stores.postgres import Tx
from tenants.clients.rules import Client, key_of, see_that_it_is_open
from tenants.clients.tables import client_logos, client_purges, clients

PURGES = JobTable(client_purges, lane="purge")
"""Purges inside a transaction."""
_FACTS = ("id", "name", "email", "logo_url", "status", "purge_after", "created_at")


def _clients(tx: Tx) -> "Select[Any]":
    logo = exists().where(client_logos.c.tenant_id == clients.c.tenant_id, client_logos.c.client_id == clients.c.id)
    columns = (clients.c[name] for name in _FACTS)
    return select(*columns, logo.label("has_logo")).where(clients.c.tenant_id == tx.tenant_id)


async def client(tx: Tx, client_id: UUID, *, lock: bool = False) -> Client:
    """One client; ``NotFound`` where the organisation has none of this id."""
    query = _clients(tx).where(clients.c.id == client_id)
    row = (await tx.execute(query.with_for_update(of=clients) if lock else query)).mappings().one_or_none()
    if row is None:
        raise NotFound("client-not-found", "There is no such client in this organisation.")
    return _client(row)


async def usable_client(tx: Tx, client_id: UUID) -> Client:
    """One that somebody may be let into, held until the transaction ends."""
    found = await client(tx, client_id, lock=True)
    see_that_it_is_open(found)
    return found


async def clients_after(
    tx: Tx, after: tuple[str, UUID] | None, most: int, *, archived: bool, only: UUID | None
) -> Sequence[Client]:  # fmt: skip
    """A page of clients by name: those that are archived, or all others; ``only``: that one alone."""
    query = _clients(tx).order_by(clients.c.name_key, clients.c.id).limit(most)
    query = query.where((clients.c.status == "archived") == archived)
    if only is not None:
        query = query.where(clients.c.id == only)
    if after is not None:
        query = query.where(tuple_(clients.c.name_key, clients.c.id) > after)
    return [_client(row) for row in (await tx.execute(query)).mappings()]


async def number_open(tx: Tx) -> int:
    """Clients that are not archived."""
    query = select(func.count()).where(clients.c.tenant_id == tx.tenant_id, clients.c.status != "archived")
    number: int = (await tx.execute(query)).scalar_one()
    return number


async def add(tx: Tx, new: Client) -> bool:
    """Add a client; False where the organisation has one of this name."""
    row = {name: getattr(new, name) for name in _FACTS} | {"tenant_id": tx.tenant_id, "revision": 0}
    row["name_key"] = key_of(new.name)
    return bool((await tx.execute(insert(clients).values(row).on_conflict_do_nothing())).rowcount)


async def name_taken(tx: Tx, name: str, by_other_than: UUID) -> bool:
    """Whether another client has this name; true until the end where the organisation's row is held."""
    own = (clients.c.tenant_id == tx.tenant_id, clients.c.name_key == key_of(name), clients.c.id != by_other_than)
    return (await tx.execute(select(clients.c.id).where(*own))).first() is not None


async def save(tx: Tx, changed: Client) -> None:
    """Keep what a client is now."""
    values = {name: getattr(changed, name) for name in ("name", "email", "logo_url", "status", "purge_after")}
    own = update(clients).where(clients.c.tenant_id == tx.tenant_id, clients.c.id == changed.id)
    await tx.execute(own.values(**values, name_key=key_of(changed.name), updated_at=func.now()))


async def raised(tx: Tx, client_id: UUID) -> int:
    """The next revision of a client's state."""
    own = update(clients).where(clients.c.tenant_id == tx.tenant_id, clients.c.id == client_id)
    number: int = (
        await tx.execute(own.values(revision=clients.c.revision + 1).returning(clients.c.revision))
    ).scalar_one()
    return number


async def forget(tx: Tx, client_id: UUID) -> None:
    """Delete a client with its logo; its users are gone before."""
    await tx.execute(delete(clients).where(clients.c.tenant_id == tx.tenant_id, clients.c.id == client_id))


async def save_logo(tx: Tx, client_id: UUID, media_type: str, content: bytes) -> None:
    """Keep an image."""
    row = {"tenant_id": tx.tenant_id, "client_id": client_id, "media_type": media_type, "content": content}
    new = insert(client_logos).values(row)
    keys, values = ["tenant_id", "client_id"], {"media_type": media_type, "content": content}
    await tx.execute(new.on_conflict_do_update(index_elements=keys, set_=values))


async def logo(tx: Tx, client_id: UUID) -> tuple[str, bytes] | None:
    """Type and bytes of the image that was uploaded, if one was."""
    own = (client_logos.c.tenant_id == tx.tenant_id, client_logos.c.client_id == client_id)
    row = (await tx.execute(select(client_logos.c.media_type, client_logos.c.content).where(*own))).one_or_none()
    return (row.media_type, row.content) if row else None


def _client(row: RowMapping) -> Client:
    return Client(**row)
