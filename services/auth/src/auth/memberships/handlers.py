"""What auth does about memberships, and about organisations and clients that close."""

from auth.memberships import store as membership_store
from auth.memberships.voiding import void_client, void_member, void_organization
from common.contracts.auth import RevokedBecause
from common.contracts.tenants import ClientState, MemberJoined, MemberRemoved, MemberRoleChanged, OrganizationState
from common.stores.postgres import UnitOfWork


async def remember_membership(
    event: MemberJoined | MemberRoleChanged | MemberRemoved, *, unit: UnitOfWork
) -> None:  # fmt: skip
    """Keep the copy of a membership that log-in and refresh put into tokens."""
    async with unit.once(event) as tx:
        if await membership_store.save_membership(tx, event):
            reason: RevokedBecause = "member-removed" if isinstance(event, MemberRemoved) else "role-changed"
            await void_member(tx, event.user_id, reason)


async def remember_organization(state: OrganizationState, *, unit: UnitOfWork) -> None:
    """Let nobody act for an organisation that is suspended, closing or deleted. A state without a status is older than
    suspensions."""
    lets_in = not state.deleted and state.status in (None, "active")
    async with unit.once(state) as tx:
        news = await membership_store.save_standing(tx, state.organization_id, lets_in=lets_in, revision=state.revision)
        if news and not lets_in:
            await void_organization(tx)


async def remember_client(state: ClientState, *, unit: UnitOfWork) -> None:
    """Let the users of an archived or deleted client act no more; those of one that rests may look."""
    lets_in = not state.deleted and state.status in ("active", "inactive")
    async with unit.once(state) as tx:
        news = await membership_store.save_standing(tx, state.client_id, lets_in=lets_in, revision=state.revision)
        if news and not lets_in:
            await void_client(tx, state.client_id)
