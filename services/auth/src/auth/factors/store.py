"""SQL of second factors, recovery codes and challenges."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.factors.rules import CHALLENGE_LIFE, MOST_TRIES
from auth.factors.tables import login_challenges, recovery_codes, second_factors
from common.primitives.ids import uuid7
from common.stores.postgres import Tx

_F, _R, _C = second_factors.c, recovery_codes.c, login_challenges.c


@dataclass(frozen=True, slots=True)
class Factor:
    """A person's second factor; one that was not confirmed by a code is none yet."""

    id: UUID
    secret_sealed: bytes
    confirmed_at: datetime | None
    last_step: int | None


@dataclass(frozen=True, slots=True)
class Challenge:
    """A log-in that waits for a code."""

    id: UUID
    user_id: UUID
    organization_id: UUID | None
    client: bytes


async def factor_of(conn: AsyncConnection, user_id: UUID, *, locked: bool = False) -> Factor | None:
    """The second factor of a user, confirmed or not."""
    query = select(_F.id, _F.secret_sealed, _F.confirmed_at, _F.last_step).where(_F.user_id == user_id)
    row = (await conn.execute(query.with_for_update() if locked else query)).mappings().one_or_none()
    return Factor(**row) if row else None


async def begin(tx: Tx, user_id: UUID, sealed: bytes, now: datetime) -> bool:
    """Keep a new secret, which replaces one that was never confirmed; False where a confirmed one is there."""
    values = {"id": uuid7(), "secret_sealed": sealed, "created_at": now, "last_step": None}
    new = insert(second_factors).values(values | {"user_id": user_id})
    begun = await tx.execute(
        new.on_conflict_do_update(index_elements=["user_id"], set_=values, where=_F.confirmed_at.is_(None))
    )
    return begun.rowcount > 0


async def use_step(tx: Tx, user_id: UUID, step: int, confirmed_at: datetime) -> None:
    """The code of ``step`` was used; the first one confirms the factor."""
    own = update(second_factors).where(_F.user_id == user_id)
    await tx.execute(own.values(last_step=step, confirmed_at=func.coalesce(_F.confirmed_at, confirmed_at)))


async def remove(tx: Tx, user_id: UUID) -> None:
    """Take the factor away, with its recovery codes and whatever log-in waits for it."""
    for table in (second_factors, recovery_codes, login_challenges):
        await tx.execute(delete(table).where(table.c.user_id == user_id))


async def replace_recovery_codes(tx: Tx, user_id: UUID, hashes: Iterable[bytes]) -> None:
    """These are good from now on, and no others."""
    await tx.execute(delete(recovery_codes).where(_R.user_id == user_id))
    rows = [{"id": uuid7(), "user_id": user_id, "code_hash": each} for each in hashes]
    await tx.execute(insert(recovery_codes), rows)


async def use_recovery_code(tx: Tx, user_id: UUID, code_hash: bytes, now: datetime) -> bool:
    """Use a code up; False where it is none of the user's that is good. Of several who try at once one has it."""
    own = update(recovery_codes).where(_R.user_id == user_id, _R.code_hash == code_hash, _R.used_at.is_(None))
    return (await tx.execute(own.values(used_at=now))).rowcount > 0


async def recovery_codes_left(conn: AsyncConnection, user_id: UUID) -> int:
    """How many are good."""
    query = select(func.count()).where(_R.user_id == user_id, _R.used_at.is_(None))
    return int((await conn.execute(query)).scalar_one())


async def add_challenge(tx: Tx, challenge: Challenge, challenge_hash: bytes, now: datetime) -> None:
    """Keep a log-in that waits; what expired of the user's is forgotten."""
    await tx.execute(delete(login_challenges).where(_C.user_id == challenge.user_id, _C.expires_at <= now))
    row = {"id": challenge.id, "challenge_hash": challenge_hash, "user_id": challenge.user_id, "tries": 0}
    about = {"organization_id": challenge.organization_id, "client": challenge.client}
    await tx.execute(insert(login_challenges).values(row | about | {"expires_at": now + CHALLENGE_LIFE}))


async def try_challenge(tx: Tx, challenge_hash: bytes, now: datetime) -> Challenge | None:
    """The log-in that waits, with this try counted; None where it is over, unknown, or was tried too often."""
    own = update(login_challenges).where(
        _C.challenge_hash == challenge_hash, _C.expires_at > now, _C.tries < MOST_TRIES
    )  # fmt: skip
    tried = own.values(tries=_C.tries + 1).returning(_C.id, _C.user_id, _C.organization_id, _C.client)
    row = (await tx.execute(tried)).mappings().one_or_none()
    return Challenge(**row) if row else None


async def end_challenge(tx: Tx, challenge_id: UUID) -> bool:
    """The log-in has gone on; False where another request had it go on before."""
    return (await tx.execute(delete(login_challenges).where(_C.id == challenge_id))).rowcount > 0


async def forget_challenges(tx: Tx, user_id: UUID) -> None:
    """No log-in of the user waits any more."""
    await tx.execute(delete(login_challenges).where(_C.user_id == user_id))
