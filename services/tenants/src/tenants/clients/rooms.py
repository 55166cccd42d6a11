"""What people do with clients: added, changed, paused, archived, restored, deleted; each announced as its state."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from common.audit_log import note, service_actor
from common.contracts.tenants import ClientArchived, ClientDeleted, ClientRestored, ClientState
from common.http import Principal
from common.primitives.errors import Conflict
from common.primitives.ids import uuid7
from common.stores.postgres import Tx
from tenants.clients import store
from tenants.clients.rules import (
    ERASED_WITHIN,
    KEPT_ARCHIVED,
    Client,
    read_email,
    read_logo_url,
    see_that_it_is_open,
    see_that_it_may_go,
)
from tenants.organizations.membership import members_of_client, remove
from tenants.organizations.standing import usable
from tenants.quota import holding
from tenants.quota.plans import Plans

_TAKEN = "There is a client of this name; archived ones keep theirs."


def _read(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes as they are kept; ``Invalid`` where an address is none."""
    readers = {"email": read_email, "logo_url": read_logo_url}
    return {
        field: readers[field](value) if value is not None and field in readers else value
        for field, value in changes.items()
    }


async def add_client(
    tx: Tx, caller: Principal, facts: dict[str, Any], plans: Plans, now: datetime
) -> Client:  # fmt: skip
    """A new, active client; ``Conflict`` where the plan allows no more, or its name is taken."""
    facts = _read(facts)
    await holding.take_turns(tx, plans)
    await usable(tx)
    await holding.admit(tx, plans, {"clients": 1})
    new = Client(
        id=uuid7(), status="active", purge_after=None, created_at=now, name=facts["name"],
        email=facts.get("email"), logo_url=facts.get("logo_url"),
    )  # fmt: skip
    if not await store.add(tx, new):
        raise Conflict("client-exists", _TAKEN)
    note(tx, caller, "client.made", new.id, name=new.name)
    await announce(tx, new, now)
    return new


async def change_client(
    tx: Tx, caller: Principal, client_id: UUID, changes: dict[str, Any], now: datetime
) -> Client:  # fmt: skip
    """Other facts, or paused and taken up again (status ``inactive``, ``active``); not of an archived one."""
    changes = _read(changes)
    await usable(tx)
    before = await store.client(tx, client_id, lock=True)
    see_that_it_is_open(before)
    after = replace(before, **changes)
    if after == before:
        return before
    if await store.name_taken(tx, after.name, client_id):
        raise Conflict("client-exists", _TAKEN)
    await store.save(tx, after)
    note(tx, caller, "client.changed", client_id, fields=", ".join(sorted(changes)))
    await announce(tx, after, now)
    return after


async def keep_logo(tx: Tx, caller: Principal, client_id: UUID, media_type: str, content: bytes) -> None:
    """Keep an image as a client's logo; not of an archived one."""
    await usable(tx)
    await store.usable_client(tx, client_id)
    await store.save_logo(tx, client_id, media_type, content)
    note(tx, caller, "client.changed", client_id, fields="logo")


async def archive_client(tx: Tx, caller: Principal, client_id: UUID, now: datetime) -> Client:
    """Put a client away; done, too, where it is. A job deletes it when its time is over."""
    await usable(tx)
    before = await store.client(tx, client_id, lock=True)
    if before.purge_after is not None:
        return before
    purge_after = now + KEPT_ARCHIVED
    after = replace(before, status="archived", purge_after=purge_after)
    await store.save(tx, after)
    await store.PURGES.drop(tx, {"id": client_id})  # one that began late, of an earlier archiving
    await store.PURGES.add(tx, [client_id], purge_after)
    own = {"tenant_id": tx.tenant_id, "client_id": client_id, "occurred_at": now}
    note(tx, caller, "client.archived", client_id)
    tx.emit(ClientArchived(**own, archived_by=caller.user_id, purge_after=purge_after))
    await announce(tx, after, now)
    return after


async def restore_client(
    tx: Tx, caller: Principal, client_id: UUID, plans: Plans, now: datetime
) -> Client:  # fmt: skip
    """Bring an archived client back, as far as the plan has room; done, too, where it is not archived."""
    await holding.take_turns(tx, plans)
    await usable(tx)
    before = await store.client(tx, client_id, lock=True)
    if before.purge_after is None:
        return before
    await holding.admit(tx, plans, {"clients": 1})
    after = replace(before, status="active", purge_after=None)
    await store.save(tx, after)
    await store.PURGES.drop(tx, {"id": client_id})
    note(tx, caller, "client.restored", client_id)
    tx.emit(ClientRestored(tenant_id=tx.tenant_id, client_id=client_id, occurred_at=now, restored_by=caller.user_id))
    await announce(tx, after, now)
    return after


async def delete_client(tx: Tx, caller: Principal, client_id: UUID, now: datetime) -> None:
    """Delete an archived client for good, before its time is over."""
    await usable(tx)
    gone = await store.client(tx, client_id, lock=True)
    see_that_it_may_go(gone)
    await store.PURGES.drop(tx, {"id": client_id})
    await erase_client(tx, caller, client_id, now)


async def erase_client(tx: Tx, caller: Principal | None, client_id: UUID, now: datetime) -> None:
    """Remove its users, delete it, and have whoever keeps something of it erase that; by nobody where it is time."""
    by = caller.user_id if caller else None
    for each in await members_of_client(tx, client_id):
        await remove(tx, each, by, now)
    revision = await store.raised(tx, client_id)
    await store.forget(tx, client_id)
    note(tx, caller or service_actor(), "client.deleted", client_id)
    own = {"tenant_id": tx.tenant_id, "client_id": client_id, "occurred_at": now}
    tx.emit(
        ClientDeleted(**own, requested_by=by, erase_by=now + ERASED_WITHIN),
        ClientState(
            **own, id=ClientState.id_of(client_id, revision), revision=revision, deleted=True, name=None, status=None,
            purge_after=None,
        ),
    )  # fmt: skip


async def announce(tx: Tx, client: Client, now: datetime) -> None:
    """Announce a client as it is now."""
    revision = await store.raised(tx, client.id)
    tx.emit(
        ClientState(
            id=ClientState.id_of(client.id, revision),
            tenant_id=tx.tenant_id,
            occurred_at=now,
            revision=revision,
            deleted=False,
            client_id=client.id,
            name=client.name,
            status=client.status,
            purge_after=client.purge_after,
        )
    )
