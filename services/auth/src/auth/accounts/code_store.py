"""SQL of mailed codes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from auth.accounts.codes import LIVES, Purpose, code_digest
from auth.accounts.rules import Email
from auth.accounts.tables import codes
from common.primitives.ids import uuid7
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class Code:
    """A code that is good now: whose it is, and for an e-mail change, the new address."""

    id: UUID
    user_id: UUID
    email: Email | None


async def add_code(
    tx: Tx, purpose: Purpose, user_id: UUID | None, code: str, now: datetime, *, email: Email | None = None
) -> datetime:
    """Keep a code; until when it is good. Without a user it is good for nothing, and costs as much."""
    until = now + LIVES[purpose]
    row = {"id": uuid7(), "purpose": purpose, "user_id": user_id, "code_hash": code_digest(code), "created_at": now}
    about = {"expires_at": until, "email": email.address if email else None, "email_key": email.key if email else None}
    await tx.execute(insert(codes).values(row | about))
    return until


async def find_code(tx: Tx, purpose: Purpose, code: str, now: datetime) -> Code | None:
    """The code, if it is good now. ``use_up`` says who of several that found it has it."""
    query = select(codes).where(codes.c.code_hash == code_digest(code), codes.c.purpose == purpose)
    good = query.where(codes.c.used_at.is_(None), codes.c.expires_at > now, codes.c.user_id.is_not(None))
    row = (await tx.execute(good)).one_or_none()
    if row is None:
        return None
    return Code(row.id, row.user_id, Email(row.email, row.email_key) if row.email else None)


async def use_up(tx: Tx, user_id: UUID, now: datetime) -> set[UUID]:
    """Make every code of a user worthless; the ids of those that were good until now.

    Who changes his password or address voids all that was mailed before. It comes after the change of the account's
    own row: transactions about one account wait for each other there, and never in a circle.
    """
    own = update(codes).where(codes.c.user_id == user_id, codes.c.used_at.is_(None))
    used = await tx.execute(own.values(used_at=now, email=None, email_key=None).returning(codes.c.id))
    return set(used.scalars())


async def forget_expired(tx: Tx, now: datetime) -> None:
    """Delete codes that are good for nothing any more."""
    await tx.execute(delete(codes).where(codes.c.expires_at < now))
