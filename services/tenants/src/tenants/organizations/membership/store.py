"""SQL of memberships: always the transaction's tenant's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from common.contracts.vocabulary import Role
from common.stores.postgres import Tx
from tenants.organizations.tables import memberships


@dataclass(frozen=True, slots=True)
class Member:
    """What a user is in the organisation; ``client_id`` of users who see one client alone."""

    user_id: UUID
    role: Role
    client_id: UUID | None
    joined_at: datetime


def _members(tx: Tx) -> "Select[tuple[UUID, str, UUID | None, datetime]]":
    own = select(memberships.c.user_id, memberships.c.role, memberships.c.client_id, memberships.c.joined_at)
    return own.where(memberships.c.tenant_id == tx.tenant_id)


async def member(tx: Tx, user_id: UUID) -> Member | None:
    """One member."""
    row = (await tx.execute(_members(tx).where(memberships.c.user_id == user_id))).mappings().one_or_none()
    return Member(**row) if row else None


async def members_after(tx: Tx, after: tuple[datetime, UUID] | None, most: int) -> Sequence[Member]:
    """A page of members, who joined first first."""
    key = tuple_(memberships.c.joined_at, memberships.c.user_id)
    query = _members(tx).order_by(memberships.c.joined_at, memberships.c.user_id).limit(most)
    if after is not None:
        query = query.where(key > after)
    return [Member(**row) for row in (await tx.execute(query)).mappings()]


async def members_of_client(tx: Tx, client_id: UUID) -> Sequence[Member]:
    """The users of one client."""
    query = _members(tx).where(memberships.c.client_id == client_id).order_by(memberships.c.user_id)
    return [Member(**row) for row in (await tx.execute(query)).mappings()]


async def number_of_owners(tx: Tx) -> int:
    """How many owners the organisation has; true until the transaction ends, where its row is held."""
    own = select(func.count()).where(memberships.c.tenant_id == tx.tenant_id, memberships.c.role == "owner")
    number: int = (await tx.execute(own)).scalar_one()
    return number


async def add(tx: Tx, new: Member) -> bool:
    """Make a user a member; False where he is one."""
    row = {"tenant_id": tx.tenant_id, "user_id": new.user_id, "role": new.role, "client_id": new.client_id}
    added = insert(memberships).values(row | {"joined_at": new.joined_at}).on_conflict_do_nothing()
    return bool((await tx.execute(added)).rowcount)


async def save(tx: Tx, changed: Member) -> None:
    """Keep a member's role and client."""
    own = update(memberships).where(memberships.c.tenant_id == tx.tenant_id, memberships.c.user_id == changed.user_id)
    await tx.execute(own.values(role=changed.role, client_id=changed.client_id))


async def forget(tx: Tx, user_id: UUID) -> None:
    """End a membership."""
    own = (memberships.c.tenant_id == tx.tenant_id, memberships.c.user_id == user_id)
    await tx.execute(delete(memberships).where(*own))
