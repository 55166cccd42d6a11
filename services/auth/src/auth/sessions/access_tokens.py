"""Access tokens: JWT, ES256 (RFC 9068). ``common.http.tokens`` verifies them, the same in every service."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from auth.keys.signing_keys import SigningKey
from auth.memberships.rules import Membership
from common.http.principal import HolderKind
from common.http.tokens import ALGORITHM, AUDIENCE, ISSUER, TYPE
from common.primitives.ids import ms_of, uuid7_of


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whom a token speaks for: a user in a session, and the organisation he acts in, if any.

    Of an API key ``session_id`` is the key's id, and ``scopes`` are the permissions that it is limited to; ``user_id``
    is the service account's, where the key is of one.
    """

    user_id: UUID
    session_id: UUID
    membership: Membership | None
    scopes: frozenset[str] | None = None
    kind: HolderKind = "user"


def issue(subject: TokenHolder, key: SigningKey, now: datetime, life: timedelta, *, after_ms: int = 0) -> str:
    """A signed token, good from ``now`` for ``life``; ``tid`` and ``role`` are absent without an organisation.

    ``after_ms``: until when earlier tokens of this holder are void (milliseconds since 1970). The id's time is not
    before it, even where the clock of whoever revoked them is ahead of ours.
    """
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(subject.user_id),
        "sid": str(subject.session_id),
        "jti": str(uuid7_of(max(ms_of(now), after_ms))),
        "iat": int(now.timestamp()),
        "exp": int((now + life).timestamp()),
    }
    if subject.membership is not None:
        claims |= {"tid": str(subject.membership.organization_id), "role": subject.membership.role}
        if subject.membership.client_id is not None:
            claims["cid"] = str(subject.membership.client_id)
    if subject.scopes is not None:
        claims |= {"scope": " ".join(sorted(subject.scopes)), "kind": subject.kind}
    return jwt.encode(claims, key.private, algorithm=ALGORITHM, headers={"kid": key.kid, "typ": TYPE})
