"""Access tokens as auth signs them, with its own key, and as it would not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from auth.keys.ring import KeyRing
from auth.memberships.rules import Membership
from auth.sessions.access_tokens import TokenHolder, issue
from common.http.principal import HolderKind
from common.primitives.ids import ms_of, uuid7, uuid7_of

_LIFE = timedelta(minutes=10)
_AHEAD_MS = 6000
"""Later than what a revocation of a moment ago voids: as auth itself issues after one."""


@dataclass(frozen=True)
class Holder:
    """Whom a token speaks for."""

    user: UUID
    tenant: UUID | None
    role: Any = "owner"
    client: UUID | None = None
    scopes: frozenset[str] | None = None
    kind: HolderKind = "user"
    session: UUID | None = None


async def token_of(ring: KeyRing, holder: Holder, *, ahead: bool = True) -> str:
    """A good token. ``ahead``: good whatever was revoked up to now, unless it is for ever."""
    member = Membership(holder.tenant, holder.role, holder.client) if holder.tenant else None
    whose = TokenHolder(holder.user, holder.session or uuid7(), member, holder.scopes, holder.kind)
    after = ms_of(datetime.now(UTC)) + _AHEAD_MS if ahead else 0
    return issue(whose, await ring.signing(), datetime.now(UTC), _LIFE, after_ms=after)


async def forged_token(ring: KeyRing, holder: Holder, algorithm: str) -> str:
    """A token that says all that auth says, under its key's id, and that auth did not sign."""
    key, own = await ring.signing(), None
    if algorithm != "none":
        own = ec.generate_private_key(ec.SECP256R1())
    said = _claims(holder)
    return jwt.encode(said, own, algorithm=algorithm, headers={"kid": key.kid, "typ": "at+jwt"})


async def odd_token(
    ring: KeyRing, holder: Holder, *, without: Sequence[str] = (), typ: str = "at+jwt", **claims: Any
) -> str:
    """A token under a good signature that says something else than auth says."""
    key = await ring.signing()
    said = {name: value for name, value in (_claims(holder) | claims).items() if name not in without}
    return jwt.encode(said, key.private, algorithm="ES256", headers={"kid": key.kid, "typ": typ})


def _claims(holder: Holder) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "iss": "brandmon-auth", "aud": "brandmon", "sub": str(holder.user), "sid": str(uuid7()),
        "jti": str(uuid7_of(ms_of(now) + _AHEAD_MS)), "iat": int(now.timestamp()),
        "exp": int((now + _LIFE).timestamp()), "tid": str(holder.tenant), "role": holder.role,
    }  # fmt: skip
