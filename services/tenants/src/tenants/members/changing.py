"""Changing roles and removing members: by somebody whose role, as it is now, reaches as far."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from common.audit_log import note
from common.contracts.vocabulary import Role
from common.http import Principal
from common.http.permissions import granted
from common.primitives.errors import Forbidden, NotFound
from common.stores.postgres import Tx
from tenants.clients.store import usable_client
from tenants.members.rules import Permissions, see_that_client_fits, see_that_he_may
from tenants.organizations.leaving import keep_an_owner
from tenants.organizations.membership import Member, change_role, member, remove
from tenants.organizations.standing import usable


async def authority(tx: Tx, caller: Principal) -> Permissions:
    """What the caller may do by his membership as it is in this moment, within what his key is limited to: a key gives
    nobody more than it has itself.

    The token's role may be older than the last change of it. ``Forbidden`` for who is no member.
    """
    own = await member(tx, caller.user_id)
    allowed = granted(own.role if own else None, caller.scopes)
    if "members:write" not in allowed:
        told = "This needs the permission members:write in the organisation."
        raise Forbidden("permission-missing", told, permission="members:write")
    return allowed


async def give_role(
    tx: Tx, caller: Principal, user_id: UUID, role: Role, client_id: UUID | None, *, now: datetime
) -> Member:  # fmt: skip
    """Give a member another role: at most one's own reach, and the last owner stays one."""
    await usable(tx)
    see_that_client_fits(role, client_id)
    allowed, before = await authority(tx, caller), await _known(tx, user_id)
    see_that_he_may(allowed, granted(before.role), granted(role))
    if client_id is not None:
        await usable_client(tx, client_id)
    after = replace(before, role=role, client_id=client_id)
    if after == before:
        return before
    if role != "owner":
        await keep_an_owner(tx, before)
    await change_role(tx, after, caller.user_id, now)
    note(tx, caller, "member.role-changed", user_id, role=role, before=before.role)
    return after


async def remove_member(tx: Tx, caller: Principal, user_id: UUID, now: datetime) -> None:
    """Remove a member whose role reaches no further than the caller's."""
    await usable(tx)
    allowed, gone = await authority(tx, caller), await _known(tx, user_id)
    see_that_he_may(allowed, granted(gone.role))
    await keep_an_owner(tx, gone)
    await remove(tx, gone, caller.user_id, now)
    note(tx, caller, "member.removed", user_id, role=gone.role)


async def _known(tx: Tx, user_id: UUID) -> Member:
    found = await member(tx, user_id)
    if found is None:
        raise NotFound("member-not-found", "There is no such member in this organisation.")
    return found
