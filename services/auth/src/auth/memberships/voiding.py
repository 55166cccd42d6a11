"""What a change of a membership does to access tokens: those with the earlier authority are void, new ones are good.

Called by the handlers of memberships, in the transaction that keeps the change: ``tx`` is the organisation's.
"""

from uuid import UUID

from auth.revocations import store as revocation_store
from common.contracts.auth import RevokedBecause
from common.primitives.clock import Clock, SystemClock
from common.stores.postgres import Tx

_CLOCK = SystemClock()


async def void_member(tx: Tx, user_id: UUID, reason: RevokedBecause, clock: Clock = _CLOCK) -> None:
    """A member's role changed, or he belongs to the organisation no longer."""
    await revocation_store.revoke(tx, "member", tx.tenant_id, user_id, now=clock.now(), reason=reason)


async def void_organization(tx: Tx, reason: RevokedBecause = "suspended", clock: Clock = _CLOCK) -> None:
    """The organisation is suspended, closing or gone: nobody acts for it, operators included."""
    await revocation_store.revoke(tx, "organization", tx.tenant_id, now=clock.now(), reason=reason)


async def void_client(tx: Tx, client_id: UUID, reason: RevokedBecause = "suspended", clock: Clock = _CLOCK) -> None:
    """A client was put away: who sees that one alone acts no more; everybody else of the organisation goes on."""
    await revocation_store.revoke(tx, "client", tx.tenant_id, client_id, now=clock.now(), reason=reason)
