"""SQL of sessions and refresh tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.accounts.tables import users
from auth.revocations import store as revocation_store
from auth.sessions.access_tokens import TokenHolder
from auth.sessions.rules import Client, PresentedToken
from auth.sessions.tables import refresh_tokens, sessions
from common.contracts.auth import RevokedBecause
from common.primitives.ids import uuid7
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as its user sees it."""

    id: UUID
    user_agent: str | None
    address: str | None
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime
    organization_id: UUID | None


async def open_session(
    tx: Tx, holder: TokenHolder, client: Client, now: datetime, *, expires_at: datetime
) -> None:  # fmt: skip
    """Begin a session; the id is new each time, whatever a client brings along."""
    organization_id = holder.membership.organization_id if holder.membership else None
    row = {"id": holder.session_id, "user_id": holder.user_id, "organization_id": organization_id}
    seen = {"user_agent": client.agent or None, "address": client.address or None, "last_used_at": now}
    await tx.execute(insert(sessions).values(row | seen | {"expires_at": expires_at}))


async def add_token(tx: Tx, session_id: UUID, token_hash: bytes, expires_at: datetime) -> None:
    """Make a token the good one of its family; the one before must have been used up in the same transaction."""
    row = {"id": uuid7(), "session_id": session_id, "token_hash": token_hash, "expires_at": expires_at}
    await tx.execute(insert(refresh_tokens).values(row))


async def find_token(tx: Tx, token_hash: bytes) -> PresentedToken | None:
    """The token with its session and user. The session row stays locked: a family is refreshed one at a time."""
    family = select(refresh_tokens.c.session_id).where(refresh_tokens.c.token_hash == token_hash)
    await tx.execute(select(sessions.c.id).where(sessions.c.id.in_(family)).with_for_update())
    query = (
        select(
            refresh_tokens.c.id.label("token_id"),
            refresh_tokens.c.used_at,
            refresh_tokens.c.expires_at,
            refresh_tokens.c.used_by,
            refresh_tokens.c.successor_sealed.label("successor"),
            sessions.c.id.label("session_id"),
            sessions.c.expires_at.label("session_expires_at"),
            sessions.c.revoked_at.label("session_revoked_at"),
            sessions.c.organization_id,
            sessions.c.user_id,
            users.c.is_active.label("user_is_active"),
        )
        .join(sessions, sessions.c.id == refresh_tokens.c.session_id)
        .join(users, users.c.id == sessions.c.user_id)
        .where(refresh_tokens.c.token_hash == token_hash)
    )
    row = (await tx.execute(query)).mappings().one_or_none()
    return PresentedToken(**row) if row else None


async def organization_of(conn: AsyncConnection, token_hash: bytes) -> UUID | None:
    """The organisation that the session of a token acts for; None where it acts for none, or there is none."""
    query = select(sessions.c.organization_id).join(refresh_tokens, refresh_tokens.c.session_id == sessions.c.id)
    found: UUID | None = (await conn.execute(query.where(refresh_tokens.c.token_hash == token_hash))).scalar()
    return found


async def use_up(tx: Tx, token: PresentedToken, now: datetime, client: Client, successor_sealed: bytes) -> None:
    """The token has been exchanged by ``client``; what its predecessor was exchanged for is handed out no more."""
    family = refresh_tokens.c.session_id == token.session_id
    kept = family & refresh_tokens.c.successor_sealed.is_not(None)
    await tx.execute(update(refresh_tokens).where(kept).values(successor_sealed=None))
    used = {"used_at": now, "used_by": client.digest(), "successor_sealed": successor_sealed}
    await tx.execute(update(refresh_tokens).where(refresh_tokens.c.id == token.token_id).values(used))


async def go_on(tx: Tx, token: PresentedToken, now: datetime, client: Client, organization_id: UUID | None) -> None:
    """The session is used by ``client`` and acts for ``organization_id`` from now on."""
    own = update(sessions).where(sessions.c.id == token.session_id)
    seen = {"user_agent": client.agent or None, "address": client.address or None, "last_used_at": now}
    await tx.execute(own.values(seen | {"organization_id": organization_id, "updated_at": func.now()}))


async def living_sessions(
    tx: Tx, user_id: UUID, now: datetime, *, most: int | None = None
) -> Sequence[OwnSession]:  # fmt: skip
    """The sessions of a user that go on, the one used last first; all, or the first ``most``."""
    c = sessions.c
    living = (c.user_id == user_id) & c.revoked_at.is_(None) & (c.expires_at > now)
    columns = (c.id, c.user_agent, c.address, c.created_at, c.last_used_at, c.expires_at, c.organization_id)
    rows = await tx.execute(
        select(*columns).where(living).order_by(c.last_used_at.desc().nulls_last(), c.id).limit(most)
    )
    return [OwnSession(**row) for row in rows.mappings()]


async def lock_user(tx: Tx, user_id: UUID) -> None:
    """Until this transaction ends, the user opens no session: a log-in writes his row before it opens one."""
    await tx.execute(select(users.c.id).where(users.c.id == user_id).with_for_update())


async def revoke(tx: Tx, session_id: UUID, now: datetime, reason: RevokedBecause) -> bool:
    """End a session and void every token of it, refresh and access; False where it had ended before."""
    own = update(sessions).where(sessions.c.id == session_id, sessions.c.revoked_at.is_(None))
    ended = await tx.execute(own.values(revoked_at=now, revoked_reason=reason, updated_at=func.now()))
    if ended.rowcount:
        await revocation_store.revoke(tx, "session", session_id, now=now, reason=reason)
    return ended.rowcount > 0
