"""SQL of signing keys; private halves leave and enter sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.keys.signing_keys import SigningKey, seal, unseal
from auth.keys.tables import signing_keys
from common.http.tokens import ALGORITHM

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(4182360417)")


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key as operators see it."""

    kid: str
    active_from: datetime
    created_at: datetime
    revoked_at: datetime | None


async def wait_for_turn(conn: AsyncConnection) -> None:
    """Until the transaction ends, no other replica adds a key: those that start together make one between them."""
    await conn.execute(_ONE_AT_A_TIME)


async def stored(
    conn: AsyncConnection, secret: str, opened: Sequence[SigningKey] = ()
) -> tuple[SigningKey, ...]:  # fmt: skip
    """Every key that was not withdrawn, the oldest first; ``WrongSecretError`` where ``secret`` does not open one.

    ``opened`` are those that were opened before: each keeps its object.
    """
    c, known = signing_keys.c, {key.kid: key for key in opened}
    good = select(c.kid, c.private_key_sealed, c.active_from).where(c.revoked_at.is_(None)).order_by(c.active_from)
    rows = (await conn.execute(good)).all()
    return tuple(
        known[row.kid]
        if row.kid in known and known[row.kid].active_from == row.active_from
        else unseal(row.kid, row.private_key_sealed, row.active_from, secret)
        for row in rows
    )


async def listed(conn: AsyncConnection) -> Sequence[StoredKey]:
    """Every key with its dates, the oldest first; nothing of its private half."""
    c = signing_keys.c
    rows = await conn.execute(select(c.kid, c.active_from, c.created_at, c.revoked_at).order_by(c.active_from))
    return [StoredKey(**row) for row in rows.mappings()]


async def activate(conn: AsyncConnection, kid: str, moment: datetime) -> None:
    """Let a key sign from ``moment`` on."""
    await conn.execute(update(signing_keys).where(signing_keys.c.kid == kid).values(active_from=moment))


async def withdraw(conn: AsyncConnection, kid: str, now: datetime) -> bool:
    """Neither sign nor verify with a key from now on; False where there is no such key, or it was withdrawn."""
    own = update(signing_keys).where(signing_keys.c.kid == kid, signing_keys.c.revoked_at.is_(None))
    return (await conn.execute(own.values(revoked_at=now))).rowcount > 0


async def add(conn: AsyncConnection, key: SigningKey, secret: str) -> None:
    """Keep a new key."""
    row = {"kid": key.kid, "algorithm": ALGORITHM, "public_jwk": key.jwk(), "active_from": key.active_from}
    await conn.execute(insert(signing_keys).values(row | {"private_key_sealed": seal(key, secret)}))
