"""Who belongs to an organisation no longer: it always keeps an owner."""

from datetime import datetime
from uuid import UUID

from common.audit_log import note, user_actor
from common.primitives.errors import Conflict, NotFound
from common.stores.postgres import Tx
from tenants.organizations import store
from tenants.organizations.membership import Member, member, number_of_owners, remove
from tenants.shared.api import UNKNOWN_ORGANIZATION


async def keep_an_owner(tx: Tx, leaving: Member) -> None:
    """``Conflict`` where ``leaving`` is the last owner. The organisation's row is held: two can't both be last."""
    if leaving.role == "owner" and await number_of_owners(tx) <= 1:
        raise Conflict("last-owner", "This is the last owner; make somebody else an owner first.")


async def leave(tx: Tx, user_id: UUID, now: datetime) -> None:
    """End one's own membership, of a suspended or closing organisation too."""
    await store.held(tx)
    own = await member(tx, user_id)
    if own is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    await keep_an_owner(tx, own)
    await remove(tx, own, None, now)
    note(tx, user_actor(user_id), "member.left", user_id, role=own.role)
