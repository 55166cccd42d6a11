"""The three things that happen to a membership, each announced with the next revision of the organisation's members.

The revision is counted in the organisation's row, which whoever changes members holds: so changes of one organisation
take turns, and who copies memberships can tell an old message from a new one, whatever topic it came by.
"""

from datetime import datetime
from uuid import UUID

from common.contracts.tenants import MemberJoined, MemberRemoved, MemberRoleChanged
from common.stores.postgres import Tx
from tenants.organizations import store as organization_store
from tenants.organizations.membership import store
from tenants.organizations.membership.store import Member


async def join(tx: Tx, new: Member, now: datetime) -> bool:
    """Make somebody a member; False where he is one already, which changes nothing."""
    revision = await organization_store.raised(tx, "members_revision")
    if not await store.add(tx, new):
        return False
    tx.emit(
        MemberJoined(
            tenant_id=tx.tenant_id,
            organization_id=tx.tenant_id,
            user_id=new.user_id,
            role=new.role,
            client_id=new.client_id,
            revision=revision,
            occurred_at=now,
        )
    )
    return True


async def change_role(tx: Tx, changed: Member, by: UUID, now: datetime) -> None:
    """Give a member another role, or another client."""
    await store.save(tx, changed)
    tx.emit(
        MemberRoleChanged(
            tenant_id=tx.tenant_id,
            organization_id=tx.tenant_id,
            user_id=changed.user_id,
            role=changed.role,
            client_id=changed.client_id,
            changed_by=by,
            revision=await organization_store.raised(tx, "members_revision"),
            occurred_at=now,
        )
    )


async def remove(tx: Tx, gone: Member, by: UUID | None, now: datetime) -> None:
    """End a membership; ``by`` is None where the member left, or went with his client."""
    await store.forget(tx, gone.user_id)
    tx.emit(
        MemberRemoved(
            tenant_id=tx.tenant_id,
            organization_id=tx.tenant_id,
            user_id=gone.user_id,
            removed_by=by,
            role=gone.role,
            client_id=gone.client_id,
            revision=await organization_store.raised(tx, "members_revision"),
            occurred_at=now,
        )
    )
