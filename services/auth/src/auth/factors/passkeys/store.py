"""SQL of passkeys, and of challenges that were answered."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.factors.passkeys.rules import CLOCKS_APART, Assertion, NewPasskey
from auth.factors.passkeys.tables import passkey_challenges, passkeys
from common.stores.postgres import Tx

_P, _C = passkeys.c, passkey_challenges.c
_SHOWN = (_P.id, _P.user_id, _P.credential_id, _P.public_key, _P.sign_count, _P.synced, _P.name, _P.created_at,
          _P.last_used_at)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as it is kept."""

    id: UUID
    user_id: UUID
    credential_id: bytes
    public_key: bytes
    sign_count: int
    synced: bool
    name: str
    created_at: datetime
    last_used_at: datetime | None


async def passkeys_of(conn: AsyncConnection, user_id: UUID) -> Sequence[Passkey]:
    """A person's, the oldest first."""
    rows = await conn.execute(select(*_SHOWN).where(_P.user_id == user_id).order_by(_P.id))
    return [Passkey(**row) for row in rows.mappings()]


async def by_credential(tx: Tx, credential_id: bytes) -> Passkey | None:
    """The passkey that a device knows by this id; locked, so that of two answers each sees the other's count."""
    query = select(*_SHOWN).where(_P.credential_id == credential_id).with_for_update()
    row = (await tx.execute(query)).mappings().one_or_none()
    return Passkey(**row) if row else None


async def number_of(tx: Tx, user_id: UUID) -> int:
    """How many a person has."""
    return int((await tx.execute(select(func.count()).where(_P.user_id == user_id))).scalar_one())


async def add(tx: Tx, passkey_id: UUID, user_id: UUID, name: str, made: NewPasskey, now: datetime) -> bool:
    """Keep a new one; False where its authenticator's id is known already, whoever's it is."""
    row = {"id": passkey_id, "user_id": user_id, "name": name, "created_at": now, "synced": made.synced}
    key = {"credential_id": made.credential_id, "public_key": made.public_key, "sign_count": made.sign_count}
    new = insert(passkeys).values(row | key).on_conflict_do_nothing(index_elements=["credential_id"])
    return (await tx.execute(new)).rowcount > 0


async def use(tx: Tx, passkey_id: UUID, said: Assertion, now: datetime) -> None:
    """It was used."""
    own = update(passkeys).where(_P.id == passkey_id)
    await tx.execute(own.values(sign_count=said.sign_count, synced=said.synced, last_used_at=now))


async def rename(tx: Tx, user_id: UUID, passkey_id: UUID, name: str) -> Passkey | None:
    """Call it otherwise; None where the person has no such."""
    own = update(passkeys).where(_P.id == passkey_id, _P.user_id == user_id)
    row = (await tx.execute(own.values(name=name).returning(*_SHOWN))).mappings().one_or_none()
    return Passkey(**row) if row else None


async def remove(tx: Tx, user_id: UUID, passkey_id: UUID) -> bool:
    """Take it away; False where the person has no such."""
    own = delete(passkeys).where(_P.id == passkey_id, _P.user_id == user_id)
    return (await tx.execute(own)).rowcount > 0


async def spend(tx: Tx, challenge: bytes, until: datetime, now: datetime) -> bool:
    """A challenge is answered; False where it was before. What expired long enough ago is forgotten: for a replica
    whose clock is behind, it may be good still."""
    await tx.execute(delete(passkey_challenges).where(_C.expires_at <= now - CLOCKS_APART))
    row = {"challenge_hash": hashlib.sha256(challenge).digest(), "expires_at": until}
    return (await tx.execute(insert(passkey_challenges).values(row).on_conflict_do_nothing())).rowcount > 0
