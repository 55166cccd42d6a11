"""SQL of memberships, and of organisations and clients that let nobody in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.memberships.rules import Membership
from auth.memberships.tables import memberships, standings
from common.contracts.tenants import MemberJoined, MemberRemoved, MemberRoleChanged
from common.stores.postgres import Tx

_SET_USER = text("SELECT set_config('app.user', :user, true)")
_CLOSED = exists().where(
    standings.c.tenant_id == memberships.c.tenant_id,
    standings.c.id.in_((memberships.c.tenant_id, memberships.c.client_id)),
    standings.c.open.is_(False),
)


async def memberships_of(conn: AsyncConnection, user_id: UUID) -> Sequence[Membership]:
    """The organisations that one user may act for, across tenants: what ``member_reads_own`` shows to ``app.user``.

    Without those he was removed from, and those that are suspended or closing, or whose client is archived.
    """
    await conn.execute(_SET_USER, {"user": str(user_id)})
    query = (
        select(memberships.c.tenant_id, memberships.c.role, memberships.c.client_id)
        .where(memberships.c.user_id == user_id, memberships.c.ended_at.is_(None), ~_CLOSED)
        .order_by(memberships.c.joined_at, memberships.c.tenant_id)
    )
    return [Membership(row.tenant_id, row.role, row.client_id) for row in await conn.execute(query)]


async def holders_of(tx: Tx, roles: Sequence[str]) -> Sequence[UUID]:
    """The members of the transaction's organisation that have one of ``roles``."""
    own = (
        memberships.c.tenant_id == tx.tenant_id,
        memberships.c.role.in_(roles),
        memberships.c.ended_at.is_(None),
    )
    return (await tx.execute(select(memberships.c.user_id).where(*own).order_by(memberships.c.user_id))).scalars().all()


async def lets_in(tx: Tx) -> bool:
    """Whether the transaction's organisation lets anybody in: it is neither suspended nor closing."""
    closed = (standings.c.tenant_id == tx.tenant_id, standings.c.id == tx.tenant_id, standings.c.open.is_(False))
    return (await tx.execute(select(standings.c.id).where(*closed))).first() is None


async def roles_beside(tx: Tx, user_id: UUID) -> Sequence[str]:
    """The roles of the other members of the transaction's organisation."""
    others = (
        memberships.c.tenant_id == tx.tenant_id,
        memberships.c.user_id != user_id,
        memberships.c.ended_at.is_(None),
    )
    return (await tx.execute(select(memberships.c.role).where(*others))).scalars().all()


async def save_membership(tx: Tx, event: MemberJoined | MemberRoleChanged | MemberRemoved) -> bool:
    """Keep what the newest message says of a membership; whether it was another before, as old news never makes it.

    The three topics come in any order; the revision decides. Messages of before there was one (0) come in order.
    """
    own = (memberships.c.tenant_id == event.organization_id, memberships.c.user_id == event.user_id)
    kept = select(memberships.c.role, memberships.c.client_id, memberships.c.ended_at).where(*own).with_for_update()
    before = (await tx.execute(kept)).one_or_none()
    ended = isinstance(event, MemberRemoved)
    values: dict[str, Any] = {
        "role": event.role or "viewer",
        "client_id": event.client_id,
        "revision": event.revision,
        "ended_at": event.occurred_at if ended else None,
    }
    if isinstance(event, MemberJoined):
        values["joined_at"] = event.occurred_at
    row = {"tenant_id": event.organization_id, "user_id": event.user_id, "joined_at": event.occurred_at}
    new = insert(memberships).values(row | values)
    known = memberships.c.revision
    newer = or_(new.excluded.revision > known, and_(new.excluded.revision == 0, known == 0))
    keys = ["tenant_id", "user_id"]
    saved = await tx.execute(new.on_conflict_do_update(index_elements=keys, set_=values, where=newer))
    after = (values["role"], values["client_id"], values["ended_at"])
    return bool(saved.rowcount) and before is not None and tuple(before) != after


async def save_standing(tx: Tx, subject: UUID, *, lets_in: bool, revision: int) -> bool:
    """Keep whether an organisation or a client lets its people in; False for old news."""
    values = {"open": lets_in, "revision": revision}
    new = insert(standings).values(tenant_id=tx.tenant_id, id=subject, **values)
    keys, newer = ["tenant_id", "id"], new.excluded.revision > standings.c.revision
    return bool((await tx.execute(new.on_conflict_do_update(index_elements=keys, set_=values, where=newer))).rowcount)
