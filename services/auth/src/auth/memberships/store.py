"""SQL of memberships."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.memberships.rules import Membership
from auth.memberships.tables import memberships
from common.contracts.tenants import MemberJoined
from common.stores.postgres import Tx

_SET_USER = text("SELECT set_config('app.user', :user, true)")


async def memberships_of(conn: AsyncConnection, user_id: UUID) -> Sequence[Membership]:
    """The organisations of one user, across tenants: what the policy ``member_reads_own`` shows to ``app.user``."""
    await conn.execute(_SET_USER, {"user": str(user_id)})
    query = (
        select(memberships.c.tenant_id, memberships.c.role)
        .where(memberships.c.user_id == user_id)
        .order_by(memberships.c.joined_at, memberships.c.tenant_id)
    )
    return [Membership(row.tenant_id, row.role) for row in await conn.execute(query)]


async def save_membership(tx: Tx, event: MemberJoined) -> None:
    """Keep the copy of a membership; a later event about it replaces the role."""
    row = {"tenant_id": event.organization_id, "user_id": event.user_id, "joined_at": event.occurred_at}
    statement = insert(memberships).values(row | {"role": event.role})
    keys = ["tenant_id", "user_id"]
    await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_={"role": statement.excluded.role}))
