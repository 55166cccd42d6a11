"""Verification of access tokens against the keys that auth publishes."""

import asyncio
import time
from typing import Any, Protocol, get_args
from uuid import UUID

import httpx
import jwt

from common.contracts.vocabulary import Role
from common.http.principal import Principal
from common.primitives.errors import Unauthorized, Unavailable

ISSUER = "brandmon-auth"
AUDIENCE = "brandmon"
ALGORITHM = "ES256"
KEEP_KEYS_S = 300.0
ASK_AGAIN_AFTER_S = 2.0
"""A token with an unknown key id makes us ask for the keys again, but not more often than this."""


class TokenVerifier(Protocol):
    """Turns a token into a principal."""

    async def verify(self, token: str) -> Principal:
        """The principal; ``Unauthorized`` where the token is not valid now."""
        ...


def key_id_of(token: str) -> str:
    """The id of the key that ``token`` says it is signed with; ``Unauthorized`` where it is no token."""
    try:
        return str(jwt.get_unverified_header(token).get("kid"))
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, RecursionError):
        raise Unauthorized("token-invalid", "The access token is not valid.") from None


def principal_of(token: str, key: Any) -> Principal:
    """The principal of ``token``, verified with the public ``key``; ``Unauthorized`` where anything is amiss."""
    required = ["exp", "iat", "sub", "iss", "aud"]
    try:
        claims = jwt.decode(
            token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options={"require": required}
        )
        return Principal(
            user_id=UUID(claims["sub"]),
            tenant_id=UUID(claims["tid"]) if claims.get("tid") else None,
            role=_role_of(claims.get("role")),
            session_id=UUID(claims["sid"]) if claims.get("sid") else None,
            token=token,
        )
    except jwt.ExpiredSignatureError:
        raise Unauthorized("token-expired", "The access token has expired; refresh it.") from None
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Unauthorized("token-invalid", "The access token is not valid.") from None


def _role_of(claimed: Any) -> Role | None:
    """The role of a claim; ``ValueError`` for one that this release does not know: nobody may guess what it allows."""
    if claimed is None:
        return None
    if claimed not in get_args(Role):
        raise ValueError("an unknown role")
    role: Role = claimed
    return role


class JwksVerifier:
    """Verifies with keys fetched from a JWKS URL, kept for five minutes."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str, Any] = {}
        self._fetched_at = -KEEP_KEYS_S
        self._lock = asyncio.Lock()

    async def verify(self, token: str) -> Principal:
        """See ``TokenVerifier``."""
        key = await self._key(key_id_of(token))
        if key is None:
            raise Unauthorized("token-invalid", "The access token is signed with an unknown key.")
        return principal_of(token, key)

    async def _key(self, key_id: str) -> Any:
        age = time.monotonic() - self._fetched_at
        if age > KEEP_KEYS_S or (key_id not in self._keys and age > ASK_AGAIN_AFTER_S):
            async with self._lock:
                if time.monotonic() - self._fetched_at > ASK_AGAIN_AFTER_S:
                    await self._fetch()
        return self._keys.get(key_id)

    async def _fetch(self) -> None:
        try:
            async with httpx.AsyncClient(timeout=5) as client:
                answer = (await client.get(self._url)).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            if self._keys:
                return  # the keys we have stay good until auth is back
            raise Unavailable("keys-unavailable", "The keys to verify tokens with cannot be read now.") from None
        self._keys = {each["kid"]: jwt.PyJWK(each).key for each in answer["keys"]}
        self._fetched_at = time.monotonic()
