"""Sessions and their refresh tokens: what a presented token deserves. Pure.

A session is a family of refresh tokens, of which exactly one is good: each use replaces it (rotation, RFC 9700, 4.14).
Whoever presents a replaced one, thief or victim, shows that two parties hold the family, so it ends for both.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

_PREFIX = "bmr_"
"""Lets scanners of code and logs recognise a leaked token."""


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long an access token, an unused refresh token and a whole session last."""

    access: timedelta = timedelta(minutes=15)
    refresh: timedelta = timedelta(hours=24)
    session: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PresentedToken:
    """A refresh token as it is known here, with its session and user."""

    token_id: UUID
    used_at: datetime | None
    expires_at: datetime
    session_id: UUID
    session_expires_at: datetime
    session_revoked_at: datetime | None
    organization_id: UUID | None
    user_id: UUID
    user_is_active: bool


class RefreshAction(Enum):
    """What to do about a presented token."""

    ROTATE = "rotate"
    REUSED = "reused"
    ENDED = "ended"


def judge(token: PresentedToken, now: datetime) -> RefreshAction:
    """Reuse is looked for before expiry: an old stolen token is a theft too."""
    if token.session_revoked_at is not None:
        return RefreshAction.ENDED
    if token.used_at is not None:
        return RefreshAction.REUSED
    if not token.user_is_active or now >= min(token.expires_at, token.session_expires_at):
        return RefreshAction.ENDED
    return RefreshAction.ROTATE


def new_refresh_token() -> str:
    """An opaque token with 256 random bits."""
    return _PREFIX + secrets.token_urlsafe(32)


def digest(refresh_token: str) -> bytes:
    """What is stored of a token: SHA-256. The token is random, so no salt or slow hash is needed."""
    return hashlib.sha256(refresh_token.encode("utf-8", "surrogatepass")).digest()


def refresh_token_expiry(now: datetime, session_expires_at: datetime, lifetimes: Lifetimes) -> datetime:
    """When a token issued ``now`` ends if nobody uses it; never after its session."""
    return min(now + lifetimes.refresh, session_expires_at)
