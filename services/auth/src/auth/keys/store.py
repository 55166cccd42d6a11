"""SQL of signing keys; private halves leave and enter sealed."""

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.keys.signing_keys import SigningKey, seal, unseal
from auth.keys.tables import signing_keys
from common.http.tokens import ALGORITHM

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(4182360417)")


async def wait_for_turn(conn: AsyncConnection) -> None:
    """Until the transaction ends, no other replica adds a key: those that start together make one between them."""
    await conn.execute(_ONE_AT_A_TIME)


async def stored(conn: AsyncConnection, secret: str) -> tuple[SigningKey, ...]:
    """Every key, the oldest first; ``WrongSecretError`` where ``secret`` does not open one."""
    c = signing_keys.c
    rows = await conn.execute(select(c.kid, c.private_key_sealed, c.active_from).order_by(c.active_from))
    return tuple(unseal(row.kid, row.private_key_sealed, row.active_from, secret) for row in rows)


async def add(conn: AsyncConnection, key: SigningKey, secret: str) -> None:
    """Keep a new key."""
    row = {"kid": key.kid, "algorithm": ALGORITHM, "public_jwk": key.jwk(), "active_from": key.active_from}
    await conn.execute(insert(signing_keys).values(row | {"private_key_sealed": seal(key, secret)}))
