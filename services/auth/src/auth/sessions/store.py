"""SQL of sessions and refresh tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from auth.accounts.tables import users
from auth.sessions.rules import PresentedToken
from auth.sessions.tables import refresh_tokens, sessions
from common.primitives.ids import uuid7
from common.stores.postgres import Tx


async def open_session(
    tx: Tx, session_id: UUID, user_id: UUID, organization_id: UUID | None, *, expires_at: datetime
) -> None:
    """Begin a session."""
    row = {"id": session_id, "user_id": user_id, "organization_id": organization_id, "expires_at": expires_at}
    await tx.execute(insert(sessions).values(row))


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


async def use_up(tx: Tx, token: PresentedToken, now: datetime, organization_id: UUID | None) -> None:
    """The token has been exchanged; its session acts for ``organization_id`` from now on."""
    await tx.execute(update(refresh_tokens).where(refresh_tokens.c.id == token.token_id).values(used_at=now))
    own = update(sessions).where(sessions.c.id == token.session_id)
    await tx.execute(own.values(organization_id=organization_id, updated_at=func.now()))


async def revoke(tx: Tx, session_id: UUID, now: datetime, reason: str) -> bool:
    """End a session and with it every token of its family; False where it had ended before."""
    own = update(sessions).where(sessions.c.id == session_id, sessions.c.revoked_at.is_(None))
    ended = await tx.execute(own.values(revoked_at=now, revoked_reason=reason, updated_at=func.now()))
    return ended.rowcount > 0
