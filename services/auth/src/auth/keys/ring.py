"""The signing keys of this process: read from the database, made there when the first or the next is due."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from auth.keys import store as key_store
from auth.keys.signing_keys import SigningKey, generate, in_use, published, successor_due, successor_from
from common.http import Principal
from common.http.tokens import key_id_of, principal_of
from common.primitives.clock import Clock
from common.primitives.errors import Unauthorized
from common.process.telemetry import log
from common.stores.postgres import Database

_log = log("keys")
READ_AGAIN_AFTER = timedelta(seconds=1)
"""A key that an operator withdrew signs nothing any more after it. Three rows are read quickly."""
UNKNOWN_KEY_AFTER = timedelta(seconds=0.5)


@dataclass
class KeyRing:
    """Signs with the key in use and verifies with every published one; notices within a second what others rotated."""

    database: Database
    secret: str
    clock: Clock
    successor_after: timedelta = timedelta(days=90)
    _keys: tuple[SigningKey, ...] = ()
    _read_at: datetime | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self) -> None:
        """Read the keys, making what is due; ``WrongSecretError`` where the secret does not open them."""
        await self._read_if_older_than(timedelta(0))

    async def signing(self) -> SigningKey:
        """The key to sign with now."""
        await self._read_if_older_than(READ_AGAIN_AFTER)
        return in_use(self._keys, self.clock.now())

    async def jwks(self) -> dict[str, Any]:
        """The public keys as a JSON Web Key Set."""
        await self._read_if_older_than(READ_AGAIN_AFTER)
        return {"keys": [key.jwk() for key in published(self._keys, self.clock.now())]}

    def known(self, key_id: str) -> Any:
        """See ``common.http.access.keys.KeySource``."""
        fresh = self._read_at is not None and self.clock.now() - self._read_at < READ_AGAIN_AFTER
        key = self._find(key_id) if fresh else None
        return key.public if key else None

    async def find(self, key_id: str) -> Any:
        """See ``KeySource``."""
        await self._read_if_older_than(READ_AGAIN_AFTER)
        if self._find(key_id) is None:
            await self._read_if_older_than(UNKNOWN_KEY_AFTER)
        key = self._find(key_id)
        return key.public if key else None

    async def verify(self, token: str) -> Principal:
        """The principal of a token by its signature alone; who is asked for something asks for revocations as well."""
        key = await self.find(key_id_of(token))
        if key is None:
            raise Unauthorized("token-invalid", "The access token is signed with an unknown key.")
        return principal_of(token, key)

    def _find(self, kid: str) -> SigningKey | None:
        return next((key for key in published(self._keys, self.clock.now()) if key.kid == kid), None)

    async def _read_if_older_than(self, age: timedelta) -> None:
        async with self._lock:
            if self._read_at is None or self.clock.now() - self._read_at >= age:
                self._keys = await self._read()
                self._read_at = self.clock.now()

    async def _read(self) -> tuple[SigningKey, ...]:
        async with self.database.system() as conn:
            keys = await key_store.stored(conn, self.secret, self._keys)
        if self._complete(keys):
            return keys
        async with self.database.system() as conn:
            await key_store.wait_for_turn(conn)
            return await self._completed(conn)

    def _complete(self, keys: tuple[SigningKey, ...]) -> bool:
        return bool(keys) and not successor_due(keys, self.clock.now())

    async def _completed(self, conn: AsyncConnection) -> tuple[SigningKey, ...]:
        """The stored keys and what is due (another replica may have been first): the first one, a successor."""
        keys = await key_store.stored(conn, self.secret, self._keys)
        while not self._complete(keys):
            new = generate(successor_from(keys, self.clock.now(), self.successor_after))
            await key_store.add(conn, new, self.secret)
            _log.info("signing key made", kid=new.kid, active_from=new.active_from.isoformat())
            keys = (*keys, new)
        return keys
