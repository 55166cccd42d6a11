"""Whether an organisation may be worked for: suspended by an operator, closed by an owner, opened again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from common.audit_log import Actor, note
from common.contracts.tenants import OrganizationClosed
from common.http import Principal
from common.primitives.errors import Conflict, Forbidden, NotFound
from common.stores.postgres import Tx
from tenants.organizations import store
from tenants.organizations.membership import member
from tenants.organizations.rules import read_name, status_of
from tenants.organizations.state import announce
from tenants.shared.api import UNKNOWN_ORGANIZATION


@dataclass(frozen=True, slots=True)
class Grace:
    """How long a closed organisation can be opened again."""

    lasts: timedelta = timedelta(days=30)


async def usable(tx: Tx) -> None:
    """Hold the organisation's row for a change; ``NotFound`` or ``Forbidden`` where nothing may be changed."""
    row = await store.held(tx)
    if row is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    status = status_of(row["suspended_at"], row["erase_after"])
    if status == "suspended":
        raise Forbidden("organisation-suspended", "This organisation is suspended; ask the platform's operators.")
    if status == "closing":
        raise Forbidden("organisation-closing", "This organisation was closed; an owner can open it again.")


async def rename(
    tx: Tx, caller: Principal, name: str | None, settings: dict[str, Any], now: datetime
) -> None:  # fmt: skip
    """Give it another name, which leaves its short name, and change settings; one that is None falls back."""
    await usable(tx)
    row = await store.held(tx)
    assert row is not None
    merged = {key: value for key, value in {**row["settings"], **settings}.items() if value is not None}
    now_called = read_name(name) if name is not None else row["name"]
    await store.change(tx, name=now_called, settings=merged)
    if now_called != row["name"]:
        note(tx, caller, "organization.renamed", tx.tenant_id, name=now_called, before=row["name"])
    if settings:
        note(tx, caller, "organization.settings-changed", tx.tenant_id, settings=", ".join(sorted(settings)))
    await announce(tx, now)


async def close(tx: Tx, caller: Principal, now: datetime, grace: Grace) -> datetime:
    """Close it; when it will be erased. One that was closed before keeps its day."""
    row = await store.held(tx)
    if row is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    if row["erase_after"] is not None:
        closed: datetime = row["erase_after"]
        return closed
    await usable(tx)
    erase_after = now + grace.lasts
    await store.change(tx, erase_after=erase_after, closed_by=caller.user_id)
    await store.ERASURES.add(tx, [tx.tenant_id], erase_after)
    note(tx, caller, "organization.erasure-asked", tx.tenant_id, erase_at=erase_after)
    tx.emit(
        OrganizationClosed(
            tenant_id=tx.tenant_id,
            organization_id=tx.tenant_id,
            requested_by=caller.user_id,
            erase_after=erase_after,
            occurred_at=now,
        )
    )
    await announce(tx, now)
    return erase_after


async def reopen(tx: Tx, caller: Principal, now: datetime) -> None:
    """Open a closed one again, by one of its owners, before its day; one that is open stays so."""
    row, asking = await store.held(tx), await member(tx, caller.user_id)
    if row is None or asking is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    if asking.role != "owner":
        raise Forbidden("permission-missing", "Only an owner can open it again.", permission="organization:delete")
    if row["erase_after"] is None:
        return
    if row["erase_after"] <= now or row["erasing_since"] is not None:
        raise Conflict("organisation-erased", "Its time of grace is over; it is being erased.")
    await store.change(tx, erase_after=None, closed_by=None)
    await store.ERASURES.drop(tx, {"id": tx.tenant_id})
    note(tx, caller, "organization.erasure-withdrawn", tx.tenant_id)
    await announce(tx, now)


async def suspend(tx: Tx, reason: str, now: datetime) -> bool:
    """Have nobody work for it, by an operator; False where it is suspended or does not exist."""
    row = await store.held(tx)
    if row is None or row["suspended_at"] is not None:
        return False
    await store.change(tx, suspended_at=now, suspended_for=reason)
    note(tx, Actor("operator"), "organization.suspended", tx.tenant_id, reason=reason)
    await announce(tx, now)
    return True


async def resume(tx: Tx, now: datetime) -> bool:
    """End a suspension; False where there is none."""
    row = await store.held(tx)
    if row is None or row["suspended_at"] is None:
        return False
    await store.change(tx, suspended_at=None, suspended_for=None)
    note(tx, Actor("operator"), "organization.resumed", tx.tenant_id)
    await announce(tx, now)
    return True
