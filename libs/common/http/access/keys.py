"""The keys that auth publishes, as a service holds them: fetched, kept for a while, asked for again for a new one."""

import asyncio
import re
import time
from collections.abc import Mapping
from typing import Any, Protocol

import httpx
import jwt

from common.primitives.errors import Unavailable

KEEP_KEYS_S = 300.0
ASK_AGAIN_AFTER_S = 1.0
"""A token with an unknown key id makes us ask for the keys again, but not more often than this."""
_WITHOUT_AUTH_S = 15.0
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class KeySource(Protocol):
    """Public keys by their ids."""

    def known(self, key_id: str) -> Any:
        """The key, where it is published and that is known without asking; None otherwise."""
        ...

    async def find(self, key_id: str) -> Any:
        """The key, asked for where that is needed; None where no such key is published."""
        ...


class JwksKeys:
    """Keys of a JWKS URL, kept for five minutes.

    Whoever asks for an unknown one waits until the keys were fetched after he came, together with all who wait: so a
    key that signs before its first verifier heard of it fails no request, and a flood of invented ids makes one fetch
    a second.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: Mapping[str, Any] = {}
        self._fetched_at = -KEEP_KEYS_S
        self._lock = asyncio.Lock()

    def known(self, key_id: str) -> Any:
        """See ``KeySource``."""
        return self._keys.get(key_id) if time.monotonic() - self._fetched_at <= KEEP_KEYS_S else None

    async def find(self, key_id: str) -> Any:
        """See ``KeySource``; ``Unavailable`` where there are no keys at all."""
        if not _KEY_ID.fullmatch(key_id):
            return None
        asked_at = time.monotonic()
        key = self.known(key_id)
        if key is None:
            async with self._lock:
                if self._fetched_at < asked_at:
                    await self._fetch()
            key = self._keys.get(key_id)
        return key

    async def _fetch(self) -> None:
        await asyncio.sleep(max(0.0, ASK_AGAIN_AFTER_S - (time.monotonic() - self._fetched_at)))
        asked_at = time.monotonic()
        try:
            async with httpx.AsyncClient(timeout=5) as client:
                answer = (await client.get(self._url)).raise_for_status().json()
            fetched = {each["kid"]: jwt.PyJWK(each).key for each in answer["keys"] if each["kty"] == "EC"}
        except (httpx.HTTPError, ValueError, KeyError, TypeError, jwt.PyJWTError):
            if not self._keys:
                raise Unavailable("keys-unavailable", "The keys to verify tokens with cannot be read now.") from None
            self._fetched_at = asked_at - KEEP_KEYS_S + _WITHOUT_AUTH_S  # those we have stay good until auth is back
            return
        # a key that stays the same stays the same object: tokens that were verified with it need not be again
        self._keys = {kid: self._keys[kid] if self._keys.get(kid) == key else key for kid, key in fetched.items()}
        self._fetched_at = asked_at
