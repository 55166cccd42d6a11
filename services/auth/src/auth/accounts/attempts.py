"""How often one may try what guesses: sliding windows in Valkey, by account, by address and over all.

Who cannot be counted cannot be admitted: where Valkey is away or hangs, the answer is 503 after a short while. Guessing
would be free exactly then, and whoever can make a cache fall could make it free.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

from common.primitives.errors import Problem, Unavailable
from common.process.telemetry import log

_log = log("attempts")
_ANSWERS_WITHIN_S = 1.0
_AGAIN_AFTER_S = 5

_ADMIT = """
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local window = tonumber(ARGV[1])
local wait = 0
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ms - window)
  if redis.call('ZCARD', key) >= tonumber(ARGV[i + 2]) then
    local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
    wait = math.max(wait, 1, tonumber(oldest[2]) + window - ms)
  end
end
if wait > 0 then return wait end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, ms, ARGV[2])
  redis.call('PEXPIRE', key, window)
end
return 0
"""
"""One step on the server, so that attempts side by side cannot slip through together. A refused one is not counted:
whoever goes on trying is let in again when the window says so, and no later."""


class Purpose(StrEnum):
    """What is tried; each is counted by itself."""

    LOG_IN = "login"
    REGISTER = "register"
    MAIL = "mail"
    CODE = "code"
    API_KEY = "api-key"
    SECOND_FACTOR = "second-factor"
    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - the name of a purpose


@dataclass(frozen=True, slots=True)
class Limits:
    """Most attempts in any ``window_s`` seconds: by one account from one address, by each of these, and over all."""

    pair: int
    account: int
    address: int
    overall: int
    window_s: int


class TooManyAttempts(Problem):
    """A window is full."""

    status = 429
    title = "Too many attempts"


class Attempts(Protocol):
    """Counts attempts, per account, address and over all."""

    async def admit(self, purpose: Purpose, account: str, address: str) -> str:
        """Count one attempt; what it is known by. ``TooManyAttempts`` with ``retry_after`` (seconds) where a window is
        full, ``Unavailable`` where nobody can count. ``account`` is an e-mail's key or an id, "" where none is named.
        """
        ...

    async def forget(self, purpose: Purpose, account: str, address: str, attempt: str = "") -> None:
        """The owner has proved to be it with ``attempt``: neither that nor his earlier slips count any more. What else
        was tried from the address still does: whoever has an account of his own gains nothing by it."""
        ...


class UnlimitedAttempts:
    """For one machine without a Valkey; production has none of it."""

    async def admit(self, purpose: Purpose, account: str, address: str) -> str:
        """Always."""
        return ""

    async def forget(self, purpose: Purpose, account: str, address: str, attempt: str = "") -> None:
        """Nothing is kept."""


@dataclass(frozen=True, slots=True)
class ValkeyAttempts:
    """Counts on the server. Keys are digests: Valkey holds no personal data."""

    client: Redis
    limits: Mapping[Purpose, Limits]

    async def admit(self, purpose: Purpose, account: str, address: str) -> str:
        """See ``Attempts``."""
        limits, address = self.limits[purpose], neighbourhood(address)
        windows = {_key(purpose, "address", address): limits.address, _key(purpose, "overall"): limits.overall}
        if account:
            windows[_key(purpose, "account", account)] = limits.account
            windows[_key(purpose, "pair", account, address)] = limits.pair
        most, attempt = [str(each) for each in windows.values()], secrets.token_hex(8)
        arguments = (*windows, str(limits.window_s * 1000), attempt, *most)
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN_S):
                wait_ms = int(await self.client.eval(_ADMIT, len(windows), *arguments))
        except (RedisError, TimeoutError, OSError) as error:
            _log.error("attempts cannot be counted", error=type(error).__name__)
            raise Unavailable(
                "attempts-uncounted", "This cannot be done safely now; try again soon.", retry_after=_AGAIN_AFTER_S
            ) from None
        if wait_ms:
            seconds = -(-wait_ms // 1000)
            raise TooManyAttempts(
                "too-many-attempts", f"Too many attempts; try again in {seconds} s.", retry_after=seconds
            )
        return attempt

    async def forget(self, purpose: Purpose, account: str, address: str, attempt: str = "") -> None:
        """See ``Attempts``."""
        address = neighbourhood(address)
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN_S):
                await self.client.delete(_key(purpose, "account", account), _key(purpose, "pair", account, address))
                for window in (_key(purpose, "address", address), _key(purpose, "overall")):
                    await self.client.zrem(window, attempt)
        except (RedisError, TimeoutError, OSError) as error:
            _log.warning("attempts are not forgotten now", error=type(error).__name__)


def neighbourhood(address: str) -> str:
    """What is counted as one address: of IPv6 the first 64 bits, as a connection has all the others to itself."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))


def _key(purpose: Purpose, of: str, *parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"ratelimit:{purpose}:{of}:{digest}"
