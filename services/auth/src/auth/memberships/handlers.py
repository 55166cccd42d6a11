"""What auth does about events of other services."""

from auth.memberships import store as membership_store
from common.contracts.tenants import MemberJoined
from common.stores.postgres import UnitOfWork


async def remember_membership(event: MemberJoined, *, unit: UnitOfWork) -> None:
    """Keep the copy of a membership that log-in and refresh put into tokens."""
    async with unit.once(event) as tx:
        await membership_store.save_membership(tx, event)
