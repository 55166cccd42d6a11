"""Every hour what came is summed up in a root, which is signed, kept, and anchored outside of the database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.audit_log import store
from auth.audit_log.rules import Part, Statement, merkle_root
from auth.audit_log.tables import anchored, lengths, roots
from auth.keys.signing_keys import SigningKey
from common.http.tokens import ALGORITHM
from common.stores.postgres import Database

TYPE = "audit-log-root+jws"
"""The header ``typ``: such a text is no token, and no token is one."""
_MOST_PARTS = 100_000
_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(4182360419)")


class NotSigned(Exception):  # noqa: N818 - what a verifier finds
    """A text is no statement that one of our keys signed."""


@dataclass(frozen=True, slots=True)
class Root:
    """A statement as it was signed (JWS, compact)."""

    number: int
    signed: str

    @property
    def digest(self) -> str:
        """What the next statement names as the one before."""
        return sha256(self.signed.encode()).hexdigest()


def sign(statement: Statement, key: SigningKey) -> Root:
    """The statement, signed."""
    headers = {"typ": TYPE, "kid": key.kid}
    payload = json.dumps(statement.body(), sort_keys=True, separators=(",", ":")).encode()
    signed = jwt.PyJWS().encode(payload, key.private, algorithm=ALGORITHM, headers=headers)
    return Root(statement.number, signed)


def opened(signed: str, keys: dict[str, ec.EllipticCurvePublicKey]) -> Statement:
    """The statement in a signed text; ``NotSigned`` where anything is amiss. ``keys``: ours, by id."""
    try:
        header = jwt.get_unverified_header(signed)
        if header.get("typ") != TYPE:
            raise NotSigned("it is no statement about the audit log")
        payload: Any = json.loads(jwt.PyJWS().decode(signed, keys[header["kid"]], algorithms=[ALGORITHM]))
        return Statement.of(payload)
    except (jwt.InvalidTokenError, KeyError, ValueError, TypeError):
        raise NotSigned("none of our keys signed it") from None


async def last_root(conn: AsyncConnection) -> tuple[Root, datetime] | None:
    """The newest root, and when it was made."""
    row = (await conn.execute(select(roots).order_by(roots.c.number.desc()).limit(1))).first()
    return (Root(row.number, row.signed), row.made_at) if row else None


async def all_roots(conn: AsyncConnection) -> list[Root]:
    """Every root, in order."""
    return [Root(row.number, row.signed) for row in await conn.execute(select(roots).order_by(roots.c.number))]


async def make_root(database: Database, key: SigningKey, now: datetime) -> Root | None:
    """Sum up what no root covers yet; None where there is nothing, or another replica is at it."""
    async with database.system() as conn:
        if not (await conn.execute(_ONE_AT_A_TIME)).scalar_one():
            return None
        found = (await store.unrooted(conn))[:_MOST_PARTS]
        if not found:
            return None
        hashes, parts = await _read(database, found)
        before = await last_root(conn)
        previous = before[0].digest if before else ""
        number = before[0].number + 1 if before else 1
        statement = Statement(number, now, previous, len(hashes), merkle_root(hashes).hex(), tuple(parts))
        root = sign(statement, key)
        await conn.execute(insert(roots).values(number=number, signed=root.signed, made_at=now))
        for part in parts:
            own = update(lengths).where(lengths.c.tenant_id == part.tenant_id)
            await conn.execute(own.values(rooted=part.last))
    return root


async def _read(database: Database, found: Sequence[tuple[UUID, int, int]]) -> tuple[list[bytes], list[Part]]:
    hashes: list[bytes] = []
    parts: list[Part] = []
    for tenant_id, first, last in found:
        async with database.begin(tenant_id) as tx:
            own = await store.hashes_of(tx.conn, tenant_id, first, last)
        hashes += own
        parts.append(Part(tenant_id, first, last, own[-1].hex() if own else ""))
    return hashes, parts


async def not_anchored(conn: AsyncConnection) -> list[Root]:
    """Roots that lie in the database only, the oldest first."""
    lacking = select(roots).where(roots.c.number.not_in(select(anchored.c.number))).order_by(roots.c.number)
    return [Root(row.number, row.signed) for row in await conn.execute(lacking)]


async def note_anchored(conn: AsyncConnection, root: Root) -> None:
    """Keep that a root lies outside, too."""
    row = insert(anchored).values(number=root.number, anchored_at=func.now())
    await conn.execute(row.on_conflict_do_nothing())
