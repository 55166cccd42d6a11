"""Access tokens (RFC 9068): what one must say, and its verification, the same in every service.

A token is believed where auth signed it with a key that it publishes now, for us, for this moment, and where nothing
that it is tied to was revoked since. What was verified is remembered by the token's digest; at each use only what can
change is asked again: the key, the time, the revocations.
"""

import json
import time
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any, Protocol, get_args
from uuid import UUID

import jwt

from common.http.access import Revocations, Ties
from common.http.access.keys import KeySource
from common.http.access.revocations import LEEWAY_S, LONGEST_LIFE_S, ties_of
from common.http.access.seen import Seen, Verified
from common.http.access.watching import Watch
from common.http.bodies import each_name_once
from common.http.permissions import ROLES
from common.http.principal import Holder, HolderKind, Principal
from common.primitives.errors import Unauthorized, Unavailable
from common.primitives.ids import ms_of_uuid7

ISSUER = "brandmon-auth"
AUDIENCE = "brandmon"
ALGORITHM = "ES256"
TYPE = "at+jwt"
REQUIRED = ("iss", "aud", "sub", "sid", "jti", "iat", "exp")
LONGEST = 4096
"""Characters of a token: ours have some 600. What is longer is not looked at."""
_HEADERS = {"alg", "kid", "typ"}
"""No token of ours says more in its header: a key of its own (jwk, x5c), where to find one (jku, x5u), crit."""
_OPTIONS: Any = {"require": list(REQUIRED), "strict_aud": True}
_ODD = (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, OverflowError, RecursionError, LookupError)


class TokenVerifier(Protocol):
    """Turns a token into a principal."""

    async def verify(self, token: str) -> Principal:
        """The principal; ``Unauthorized`` where the token is not valid now."""
        ...


def key_id_of(token: str) -> str:
    """The id of the key that ``token`` says it is signed with; ``Unauthorized`` where it is no token of ours."""
    try:
        header = _part(token, 0)
        if set(header) != _HEADERS or header["alg"] != ALGORITHM or header["typ"] != TYPE:
            raise ValueError("not a header of ours")
        return _text(header["kid"])
    except _ODD:
        raise _invalid() from None


def principal_of(token: str, key: Any) -> Principal:
    """The principal of ``token``, verified with the public ``key``; ``Unauthorized`` where anything is amiss."""
    return verified(token, key_id_of(token), key).principal


def verified(token: str, key_id: str, key: Any) -> Verified:
    """``token``, verified with the public ``key`` of that id; ``Unauthorized`` where anything is amiss."""
    try:
        _see_that_it_ends_soon(_part(token, 1))
        claims = jwt.decode(
            token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, leeway=LEEWAY_S, options=_OPTIONS
        )
        principal = _principal(claims, token)
        return Verified(principal, _ties(principal, key_id, claims), key_id, key, claims["exp"] + LEEWAY_S)
    except jwt.ExpiredSignatureError:
        raise _expired() from None
    except jwt.ImmatureSignatureError:
        raise Unauthorized(
            "token-not-yet-valid", f"The token is from the future: clocks are more than {LEEWAY_S} s apart."
        ) from None
    except _ODD:
        raise _invalid() from None


def _principal(claims: Mapping[str, Any], token: str) -> Principal:
    return Principal(
        user_id=UUID(claims["sub"]),
        tenant_id=UUID(claims["tid"]) if claims.get("tid") is not None else None,
        role=_role_of(claims.get("role")),
        session_id=UUID(_text(claims["sid"])),
        token=token,
        client_id=UUID(claims["cid"]) if claims.get("cid") is not None else None,
        scopes=frozenset(_text(claims["scope"]).split()) if claims.get("scope") is not None else None,
        kind=_kind_of(claims),
    )


def _ties(principal: Principal, key_id: str, claims: Mapping[str, Any]) -> Ties:
    assert principal.session_id is not None
    tied = ties_of(principal.user_id, principal.session_id, principal.tenant_id, key_id, principal.client_id)
    return Ties(tied, ms_of_uuid7(UUID(_text(claims["jti"]))))


def _see_that_it_ends_soon(claims: Mapping[str, Any]) -> None:
    """``ValueError`` where a token lives longer than revocations are kept: it would outlive its own."""
    issued, expires = claims["iat"], claims["exp"]
    if type(issued) is not int or type(expires) is not int or not 0 < expires - issued <= LONGEST_LIFE_S:
        raise ValueError("a life that no token of ours has")


def _part(token: str, number: int) -> Mapping[str, Any]:
    """Header (0) or claims (1) of ``token``, before anybody believes them; ``ValueError`` for what is read in two ways.

    A name that stands twice is the first to one reader and the last to another: to the gateway and to us, perhaps.
    """
    if len(token) > LONGEST:
        raise ValueError("longer than any token of ours")
    raw = token.split(".")[number].encode("ascii")
    told = json.loads(urlsafe_b64decode(raw + b"=" * (-len(raw) % 4)), object_pairs_hook=each_name_once)
    if not isinstance(told, dict):
        raise TypeError("not an object")
    return told


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _invalid() -> Unauthorized:
    return Unauthorized("token-invalid", "The access token is not valid.")


def _expired() -> Unauthorized:
    return Unauthorized("token-expired", "The access token has expired; refresh it.")


def _role_of(claimed: Any) -> Holder | None:
    """The role of a claim; ``ValueError`` for one that this release does not know: nobody may guess what it allows."""
    if claimed is None:
        return None
    if claimed not in ROLES:
        raise ValueError("an unknown role")
    role: Holder = claimed
    return role


def _kind_of(claims: Mapping[str, Any]) -> HolderKind:
    """What holds the token; ``ValueError`` for a kind that this release does not know, or a key without its limits."""
    kind = claims.get("kind", "user")
    if kind not in get_args(HolderKind) or (kind != "user" and claims.get("scope") is None):
        raise ValueError("an unknown kind of holder")
    known: HolderKind = kind
    return known


class GuardedVerifier:
    """Verifies with the keys of a source, and against the revocations that the process has heard of."""

    def __init__(
        self, keys: KeySource, revocations: Revocations, seen: Seen | None = None, watch: Watch | None = None
    ) -> None:
        self.revocations = revocations
        self.watch = watch
        self._keys = keys
        self._seen = Seen() if seen is None else seen  # an empty one counts as nothing

    async def verify(self, token: str) -> Principal:
        """See ``TokenVerifier``; ``Unavailable`` where it is not known what was revoked."""
        if not self.revocations.known:
            raise Unavailable("revocations-unknown", "Which tokens were revoked is not known now.", retry_after=1)
        digest, known = self._seen.find(token)
        if known is None or self._keys.known(known.key_id) is not known.key:
            known = await self._verified(token)
            self._seen.keep(digest, known)
        if time.time() >= known.expires_at:
            self._seen.drop(digest)
            raise _expired()
        if self.revocations.voided_by(known.ties) is not None:
            raise Unauthorized("token-revoked", "The access token was revoked; refresh it or log in again.")
        return known.principal

    async def _verified(self, token: str) -> Verified:
        key_id = key_id_of(token)
        key = await self._keys.find(key_id)
        if key is None:
            raise Unauthorized("token-invalid", "The access token is signed with an unknown key.")
        return verified(token, key_id, key)
