"""How often one may try to log in: a sliding window in Valkey. A brake, not a truth: without Valkey, log-in works."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

from common.primitives.errors import Problem
from common.process.telemetry import log

_log = log("attempts")

_ADMIT = """
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local window = tonumber(ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ms - window)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return math.max(1, tonumber(oldest[2]) + window - ms)
end
redis.call('ZADD', KEYS[1], ms, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return 0
"""
"""One step on the server, so that attempts side by side cannot slip through together."""


class TooManyAttempts(Problem):
    """The window is full."""

    status = 429
    title = "Too many attempts"


class Attempts(Protocol):
    """Counts attempts to log in, per account and address."""

    async def admit(self, email_key: str, address: str) -> None:
        """Count one attempt; ``TooManyAttempts`` with ``retry_after`` (seconds) where the window is full."""
        ...

    async def forget(self, email_key: str, address: str) -> None:
        """The log-in succeeded: earlier slips do not count any more."""
        ...


class UnlimitedAttempts:
    """Where no Valkey is configured."""

    async def admit(self, email_key: str, address: str) -> None:
        """Always."""

    async def forget(self, email_key: str, address: str) -> None:
        """Nothing is kept."""


@dataclass(frozen=True, slots=True)
class ValkeyAttempts:
    """At most ``most`` attempts in any ``window_s`` seconds. Keys are digests: Valkey holds no personal data."""

    client: Redis
    most: int
    window_s: int

    async def admit(self, email_key: str, address: str) -> None:
        """See ``Attempts``."""
        arguments = (str(self.window_s * 1000), str(self.most), secrets.token_hex(8))
        try:
            answer = self.client.eval(_ADMIT, 1, _key(email_key, address), *arguments)
            wait_ms = int(await answer)
        except RedisError as error:
            _log.warning("attempts are not counted now", error=type(error).__name__)
            return
        if wait_ms:
            seconds = -(-wait_ms // 1000)
            raise TooManyAttempts(
                "too-many-attempts", f"Too many attempts to log in; try again in {seconds} s.", retry_after=seconds
            )

    async def forget(self, email_key: str, address: str) -> None:
        """See ``Attempts``."""
        try:
            await self.client.delete(_key(email_key, address))
        except RedisError as error:
            _log.warning("attempts are not forgotten now", error=type(error).__name__)


def _key(email_key: str, address: str) -> str:
    return "ratelimit:login:" + hashlib.sha256(f"{email_key}\x1f{address}".encode()).hexdigest()
