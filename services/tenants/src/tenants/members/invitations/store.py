"""SQL of invitations: always the transaction's tenant's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.stores.postgres import Tx
from tenants.members.invitations.rules import Invitation, InvitationStatus, email_key
from tenants.members.invitations.tables import invitations

_SET_ADDRESS = text("SELECT set_config('app.address', :address, true)")
_FACTS = (
    "id", "email", "role", "client_id", "invited_by", "sent_at", "times_sent", "expires_at", "status", "created_at",
)  # fmt: skip


def _invitations(tx: Tx) -> "Select[Any]":
    return select(*(invitations.c[name] for name in _FACTS)).where(invitations.c.tenant_id == tx.tenant_id)


async def by_id(tx: Tx, invitation_id: UUID) -> Invitation | None:
    """One invitation, held until the transaction ends."""
    query = _invitations(tx).where(invitations.c.id == invitation_id).with_for_update()
    row = (await tx.execute(query)).mappings().one_or_none()
    return Invitation(**row) if row else None


async def by_token(tx: Tx, token_hash: bytes) -> Invitation | None:
    """The invitation whose last token this is, held until the transaction ends: a token is good once."""
    query = _invitations(tx).where(invitations.c.token_hash == token_hash).with_for_update()
    row = (await tx.execute(query)).mappings().one_or_none()
    return Invitation(**row) if row else None


async def pending_for(tx: Tx, email: str) -> Invitation | None:
    """The open invitation of an address, if there is one."""
    own = (invitations.c.email_key == email_key(email), invitations.c.status == "pending")
    row = (await tx.execute(_invitations(tx).where(*own).with_for_update())).mappings().one_or_none()
    return Invitation(**row) if row else None


async def number_pending(tx: Tx) -> int:
    """How many are open, expired ones too."""
    own = select(func.count()).where(invitations.c.tenant_id == tx.tenant_id, invitations.c.status == "pending")
    number: int = (await tx.execute(own)).scalar_one()
    return number


async def invitations_after(
    tx: Tx, after: UUID | None, most: int, *, status: InvitationStatus | None
) -> Sequence[Invitation]:  # fmt: skip
    """A page of invitations, the newest first."""
    query = _invitations(tx).order_by(invitations.c.id.desc()).limit(most)
    if status is not None:
        query = query.where(invitations.c.status == status)
    if after is not None:
        query = query.where(invitations.c.id < after)
    return [Invitation(**row) for row in (await tx.execute(query)).mappings()]


async def add(tx: Tx, new: Invitation, token_hash: bytes) -> None:
    """Keep a new invitation."""
    row = {name: getattr(new, name) for name in _FACTS}
    row |= {"tenant_id": tx.tenant_id, "email_key": email_key(new.email), "token_hash": token_hash}
    await tx.execute(insert(invitations).values(row))


async def save(tx: Tx, sent: Invitation, token_hash: bytes) -> None:
    """Keep that it was sent once more: its last token alone is good."""
    values = {name: getattr(sent, name) for name in ("role", "client_id", "invited_by", "sent_at", "times_sent")}
    await _change(tx, sent.id, **values, expires_at=sent.expires_at, token_hash=token_hash)


async def end(tx: Tx, invitation_id: UUID, status: InvitationStatus, now: datetime) -> None:
    """Keep how it ended."""
    await _change(tx, invitation_id, status=status, ended_at=now)


async def _change(tx: Tx, invitation_id: UUID, **values: Any) -> None:
    own = update(invitations).where(invitations.c.tenant_id == tx.tenant_id, invitations.c.id == invitation_id)
    await tx.execute(own.values(**values, updated_at=func.now()))


async def tenants_that_invited(conn: AsyncConnection, key: str) -> Sequence[UUID]:
    """The organisations that invited an address, over all tenants: what ``addressee_reads_own`` shows."""
    await conn.execute(_SET_ADDRESS, {"address": key})
    query = select(invitations.c.tenant_id).where(invitations.c.email_key == key).distinct()
    return (await conn.execute(query.order_by(invitations.c.tenant_id))).scalars().all()


async def forget_address(tx: Tx, key: str) -> int:
    """Delete every invitation to an address, open or ended; how many."""
    own = (invitations.c.tenant_id == tx.tenant_id, invitations.c.email_key == key)
    return (await tx.execute(delete(invitations).where(*own))).rowcount
