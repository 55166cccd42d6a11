"""Sessions and their refresh tokens: what a presented token deserves. Pure.

A session is a family of refresh tokens, of which exactly one is good: each use replaces it (rotation, RFC 9700, 4.14).
Whoever presents a replaced one, thief or victim, shows that two parties hold the family, so it ends for both.

One exception: two tabs of one browser refresh with one token at the same moment. For ``GRACE`` the client that
replaced a token is given the same successor again, as long as nobody has used the successor. It is kept sealed under
the token that it replaced, so that only whoever holds that one can open it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hmac import compare_digest
from uuid import UUID

from common.primitives.ciphers import Cipher, derived

_PREFIX = "bmr_"
"""Lets scanners of code and logs recognise a leaked token."""
GRACE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long an access token, an unused refresh token and a whole session last."""

    access: timedelta = timedelta(minutes=10)
    refresh: timedelta = timedelta(hours=24)
    session: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Client:
    """From where a person reaches us, as far as a request tells: the address, and what the program calls itself."""

    address: str = ""
    agent: str = ""

    def digest(self) -> bytes:
        """Of 32 bytes; the same client gives the same."""
        return hashlib.sha256(f"{self.address}\x1f{self.agent}".encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Grant:
    """What a log-in or a refresh hands out; ``expires_in`` is the access token's life in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    organization_id: UUID | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A log-in whose password was right, and that waits for a second factor; ``expires_in`` in seconds."""

    challenge: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class PresentedToken:
    """A refresh token as it is known here, with its session and user.

    ``used_by`` is the digest of the client that replaced it, ``successor`` the sealed token that it was replaced by,
    until that one was used itself.
    """

    token_id: UUID
    used_at: datetime | None
    expires_at: datetime
    session_id: UUID
    session_expires_at: datetime
    session_revoked_at: datetime | None
    organization_id: UUID | None
    user_id: UUID
    user_is_active: bool
    used_by: bytes | None = None
    successor: bytes | None = None


class RefreshAction(Enum):
    """What to do about a presented token."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    REUSED = "reused"
    ENDED = "ended"


def judge(token: PresentedToken, now: datetime, client: Client | None = None) -> RefreshAction:
    """Reuse is looked for before expiry: an old stolen token is a theft too."""
    if token.session_revoked_at is not None:
        return RefreshAction.ENDED
    if token.used_at is not None:
        return RefreshAction.REPEAT if _is_another_tab(token, now, client) else RefreshAction.REUSED
    if not token.user_is_active or now >= min(token.expires_at, token.session_expires_at):
        return RefreshAction.ENDED
    return RefreshAction.ROTATE


def _is_another_tab(token: PresentedToken, now: datetime, client: Client | None) -> bool:
    """Whether the client that replaced ``token`` a moment ago presents it again, and its successor lies unused."""
    if token.used_at is None or token.used_by is None or token.successor is None or client is None:
        return False
    soon = abs(now - token.used_at) <= GRACE and now < token.session_expires_at
    return soon and token.user_is_active and compare_digest(token.used_by, client.digest())


def new_refresh_token() -> str:
    """An opaque token with 256 random bits."""
    return _PREFIX + secrets.token_urlsafe(32)


def digest(refresh_token: str) -> bytes:
    """What is stored of a token: SHA-256. The token is random, so no salt or slow hash is needed."""
    return hashlib.sha256(refresh_token.encode("utf-8", "surrogatepass")).digest()


def seal_successor(successor: str, refresh_token: str) -> bytes:
    """``successor``, sealed with a key made of the token it replaces: a stolen database opens nothing."""
    return _cipher(refresh_token).seal(successor.encode())


def open_successor(sealed: bytes, refresh_token: str) -> str:
    """The successor of ``refresh_token``."""
    return _cipher(refresh_token).open(sealed).decode()


def _cipher(refresh_token: str) -> Cipher:
    """Not the digest that is stored: what the key is made of must be in nobody's table."""
    token = refresh_token.encode("utf-8", "surrogatepass")
    return Cipher(derived(token, b"brandmon successor of a refresh token"))


def refresh_token_expiry(now: datetime, session_expires_at: datetime, lifetimes: Lifetimes) -> datetime:
    """When a token issued ``now`` ends if nobody uses it; never after its session."""
    return min(now + lifetimes.refresh, session_expires_at)
