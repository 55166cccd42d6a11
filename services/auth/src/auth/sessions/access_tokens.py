"""Access tokens: JWT, ES256. Verification is ``common.http.tokens.principal_of``, the same in every service."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from auth.keys.signing_keys import SigningKey
from auth.memberships.rules import Membership
from common.http.tokens import ALGORITHM, AUDIENCE, ISSUER
from common.primitives.ids import uuid7


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whom a token speaks for: a user in a session, and the organisation he acts in, if any."""

    user_id: UUID
    session_id: UUID
    membership: Membership | None


def issue(subject: TokenHolder, key: SigningKey, now: datetime, life: timedelta) -> str:
    """A signed token, good from ``now`` for ``life``; ``tid`` and ``role`` are absent without an organisation."""
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(subject.user_id),
        "sid": str(subject.session_id),
        "jti": str(uuid7()),
        "iat": int(now.timestamp()),
        "exp": int((now + life).timestamp()),
    }
    if subject.membership is not None:
        claims |= {"tid": str(subject.membership.organization_id), "role": subject.membership.role}
    return jwt.encode(claims, key.private, algorithm=ALGORITHM, headers={"kid": key.kid})
