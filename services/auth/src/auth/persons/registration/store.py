"""SQL of registrations."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from auth.accounts.codes import CONFIRMATION_LIFE, code_digest
from auth.accounts.rules import Email, Registration
from auth.persons.registration.tables import registrations
from common.primitives.ids import uuid7
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """A registration that its owner can confirm now."""

    id: UUID
    email: Email
    name: str | None
    password_hash: str


async def add(tx: Tx, sound: Registration, password_hash: str, code: str, now: datetime) -> datetime:
    """Keep a registration; until when it can be confirmed."""
    until = now + CONFIRMATION_LIFE
    row = {"id": uuid7(), "email": sound.email.address, "email_key": sound.email.key, "name": sound.name}
    secrets = {"password_hash": password_hash, "code_hash": code_digest(code)}
    await tx.execute(insert(registrations).values(row | secrets | {"expires_at": until, "created_at": now}))
    return until


async def find(tx: Tx, code: str, now: datetime) -> Waiting | None:
    """The registration of a code. All of its address stay locked, in one order: they are opened one at a time, and
    whoever comes second finds none."""
    own = registrations.c.code_hash == code_digest(code)
    address = select(registrations.c.email_key).where(own).scalar_subquery()
    same = select(registrations.c.id).where(registrations.c.email_key == address).order_by(registrations.c.id)
    await tx.execute(same.with_for_update())
    row = (await tx.execute(select(registrations).where(own, registrations.c.expires_at > now))).one_or_none()
    return Waiting(row.id, Email(row.email, row.email_key), row.name, row.password_hash) if row else None


async def newest(tx: Tx, email_key: str, now: datetime) -> UUID | None:
    """The last registration of an address that can still be confirmed."""
    own = (registrations.c.email_key == email_key, registrations.c.expires_at > now)
    query = select(registrations.c.id).where(*own).order_by(registrations.c.created_at.desc()).limit(1)
    found: UUID | None = (await tx.execute(query)).scalar_one_or_none()
    return found


async def renew(tx: Tx, registration_id: UUID, code: str, now: datetime) -> datetime:
    """Give a registration another code; the one before is good for nothing. Until when it can be confirmed."""
    until = now + CONFIRMATION_LIFE
    own = update(registrations).where(registrations.c.id == registration_id)
    await tx.execute(own.values(code_hash=code_digest(code), expires_at=until))
    return until


async def forget(tx: Tx, email_key: str) -> None:
    """Delete every registration of an address: it has its account now."""
    await tx.execute(delete(registrations).where(registrations.c.email_key == email_key))


async def forget_expired(tx: Tx, now: datetime) -> None:
    """Delete registrations that can't be confirmed any more."""
    await tx.execute(delete(registrations).where(registrations.c.expires_at < now))
