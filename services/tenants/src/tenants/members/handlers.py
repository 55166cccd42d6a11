"""What tenants does when a person was erased: memberships end, and nobody's list shows the address any more."""

from contextlib import suppress
from uuid import UUID

from common.audit_log import note, service_actor
from common.contracts.auth import UserErased
from common.messaging.dead_letters.sealing import CannotOpen, Sealing
from common.messaging.outcomes import AlreadyHandled, Rejected
from common.messaging.sealed import open_json
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.stores.postgres import Tx, UnitOfWork
from tenants.members.invitations import store as invitation_store
from tenants.members.invitations.rules import email_key
from tenants.organizations import store as organization_store
from tenants.organizations.membership import member, number_of_owners, remove

_log = log("members")


async def forget_person(event: UserErased, *, unit: UnitOfWork, sealing: Sealing, clock: Clock) -> None:
    """End a person's memberships, and delete invitations to the address. No inbox: what is gone stays gone.

    Each organisation in a transaction of its own; one that is erased meanwhile has nothing of the person any more.
    """
    key = _address_of(event, sealing)
    async with unit.system() as conn:
        theirs = set(await organization_store.tenants_of(conn, event.user_id))
        if key is not None:
            theirs.update(await invitation_store.tenants_that_invited(conn, key))
    for tenant_id in sorted(theirs):
        with suppress(AlreadyHandled):
            async with unit.begin(tenant_id) as tx:
                await _forget(tx, event.user_id, key, clock)


async def _forget(tx: Tx, user_id: UUID, key: str | None, clock: Clock) -> None:
    await organization_store.held(tx)
    own = await member(tx, user_id)
    if own is not None:
        if own.role == "owner" and await number_of_owners(tx) == 1:
            _log.error("an organisation has no owner any more", tenant_id=str(tx.tenant_id))
        await remove(tx, own, None, clock.now())
        note(tx, service_actor(), "member.removed", user_id, role=own.role)
    if key is not None:
        await invitation_store.forget_address(tx, key)


def _address_of(event: UserErased, sealing: Sealing) -> str | None:
    if event.key_id is None or event.sealed is None:
        return None
    try:
        told = open_json(sealing, event.key_id, event.sealed, f"{event.topic}/{event.user_id}")
        return email_key(str(told["email"]))
    except (CannotOpen, ValueError, KeyError, TypeError) as fault:
        raise Rejected(f"the address does not open: {type(fault).__name__}") from None
