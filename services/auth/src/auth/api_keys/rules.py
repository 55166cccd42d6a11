"""What an API key is, what it may, and how long. Pure.

A key reads ``bmk_<prefix>_<secret>``. The prefix is no secret: lists and logs show it, and a key is found by it. The
secret has 256 random bits, so SHA-256 is kept of it: a slow hash such as argon2 makes guessing what people choose
dear, and nobody guesses 256 bits at any price; it would cost each request some 75 ms instead.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from common.contracts.vocabulary import Role
from common.primitives.errors import Forbidden, Invalid

LONGEST_LIFE = timedelta(days=366)
"""A year, leap years too."""
LIFE_UNSAID = timedelta(days=90)
TOKEN_LIFE, SHORTEST_LIFE = timedelta(minutes=5), timedelta(seconds=1)
"""A token's life is told in whole seconds, so a key that ends this moment gives one of a second."""
KEPT_FOR = timedelta(minutes=1)
"""How long an access token is handed out again for the same key."""
NOTED_EVERY = timedelta(minutes=1)
"""When a key was last used, or refused, is written no oftener."""
MOST_KEYS, MOST_ACCOUNTS, MOST_SCOPES = 100, 50, 100
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_FORM = re.compile(r"bmk_([a-z0-9]{12})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is told, once."""

    prefix: str
    text: str

    @property
    def digest(self) -> bytes:
        """What is stored of it."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key as it is known here. It acts as ``made_by``, or as the service account where there is one."""

    tenant_id: UUID
    id: UUID
    prefix: str
    hash: bytes
    name: str
    scopes: frozenset[str]
    made_by: UUID
    service_account_id: UUID | None
    account_role: Role | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def new_key() -> NewKey:
    """A key that nobody has had before."""
    prefix = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return NewKey(prefix, f"bmk_{prefix}_{secrets.token_urlsafe(32)}")


def prefix_of(text: str) -> str | None:
    """The prefix of what looks like a key; None for anything else."""
    match = _FORM.fullmatch(text)
    return match[1] if match else None


def digest(text: str) -> bytes:
    """SHA-256 of a key."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def refusal(key: StoredKey, text: str, now: datetime) -> str | None:
    """Why ``text`` does not open ``key``: a word for the log; None where it does. Of a wrong secret no more is told."""
    if not compare_digest(key.hash, digest(text)):
        return "secret-wrong"
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if now >= key.expires_at else None


def scopes_of(wanted: Iterable[str], makers: frozenset[str], known: Iterable[str]) -> frozenset[str]:
    """The permissions of a new key: ``wanted``, all of which its maker must have.

    ``Invalid`` for none at all or for words that are no permission, ``Forbidden`` for one that the maker lacks.
    """
    scopes = frozenset(wanted)
    if not scopes:
        raise Invalid("scopes-invalid", "A key needs at least one permission.")
    if not scopes <= frozenset(known):
        raise Invalid("scopes-invalid", "Each scope is the name of a permission, such as figures:read.")
    if lacking := sorted(scopes - makers):
        raise Forbidden("scope-not-held", f"A key may no more than its maker, who lacks {', '.join(lacking)}.")
    return scopes


def expiry_of(wanted: datetime | None, now: datetime) -> datetime:
    """When a key ends: in 90 days where nothing is said. ``Invalid`` in the past, or after more than a year."""
    if wanted is None:
        return now + LIFE_UNSAID
    if not now < wanted <= now + LONGEST_LIFE:
        raise Invalid("expiry-invalid", "A key ends in the future, and within a year.")
    return wanted
