"""Revocations in Valkey: one sorted set that auth writes and every process reads, and how fresh it is.

``revocations`` holds each subject with its moment as the score, and one member that names the generation of the set:
the run of the server that it was written to, and a random word. A set that a restart, an eviction or a fail-over left
incomplete has no such member, or that of another run, and counts as unread until auth has written all of it again.
``revocations:as-of`` changes with each turn of auth's writer: where it stands still, nobody writes any more.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from common.http.access.revocations import Revocation

SET, AS_OF = "revocations", "revocations:as-of"
_GENERATION = "generation:"
_TIMEOUT_S = 0.5
_OVERLAP_MS = 60_000
"""How far back each reading looks: what was committed first need not be written first."""
AWAY = (RedisError, OSError)
"""What is raised where Valkey does not answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: ``whole`` is False where the set is being written anew, ``as_of`` the writer's last turn."""

    revocations: Sequence[Revocation]
    whole: bool
    as_of: str | None


def valkey_at(url: str) -> Redis:
    """A client that fails fast: nobody waits for Valkey, the next turn asks again."""
    no_retry = Retry(NoBackoff(), 0)
    return Redis.from_url(
        url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S, retry=no_retry, decode_responses=True
    )  # fmt: skip


class RevocationSet:
    """The set, for its one kind of writer and for its readers; each keeps an object of its own."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._generation: str | None = None
        self._newest_ms = 0.0

    async def read(self) -> Reading:
        """What is new since the last reading, or everything after the set was written anew; raises one of ``AWAY``."""
        run = await self._run()
        found, as_of = await self._since(self._newest_ms - _OVERLAP_MS)
        generation = _generation_in(found)
        if generation is None or not generation.startswith(run):
            return Reading((), False, None)
        if generation != self._generation:
            found, as_of = await self._since(-inf)
            self._generation = _generation_in(found)
        entries = [Revocation(member, int(score)) for member, score in found if score < inf]
        self._newest_ms = max((self._newest_ms, *(float(each.before_ms) for each in entries)))
        return Reading(entries, self._generation == generation, as_of)

    async def write(self, fresh: Iterable[Revocation], *, as_of: str) -> bool:
        """Add ``fresh`` and say that the set is of ``as_of``; False, with nothing said, where all must be written."""
        found: Any = await self._client.zrange(SET, inf, inf, byscore=True, withscores=True)
        held = _generation_in(found)
        if held is None or not held.startswith(await self._run()):
            return False
        async with self._client.pipeline(transaction=True) as several:
            _add(several, fresh)
            several.set(AS_OF, as_of)
            await several.execute()
        return True

    async def write_all(self, living: Iterable[Revocation], *, as_of: str) -> None:
        """Write the whole set anew, as a generation of its own; ``living`` is every revocation that still matters."""
        generation = f"{await self._run()}{secrets.token_hex(8)}"
        async with self._client.pipeline(transaction=True) as several:
            several.delete(SET)
            _add(several, living)
            several.zadd(SET, {generation: inf})
            several.set(AS_OF, as_of)
            await several.execute()

    async def forget_before(self, moment_ms: int) -> None:
        """Drop what voids no token that still lives."""
        await self._client.zremrangebyscore(SET, -inf, f"({moment_ms}")

    async def _since(self, score: float) -> tuple[list[tuple[str, float]], str | None]:
        async with self._client.pipeline(transaction=True) as several:
            several.zrange(SET, score, inf, byscore=True, withscores=True)
            several.get(AS_OF)
            found, as_of = await several.execute()
        return [(member, score) for member, score in found], as_of

    async def _run(self) -> str:
        told: Any = await self._client.info("server")
        return f"{_GENERATION}{told['run_id']}:"


def _add(several: Any, revocations: Iterable[Revocation]) -> None:
    scores = dict(revocations)
    if scores:
        several.zadd(SET, scores, gt=True)


def _generation_in(found: Iterable[tuple[str, float]]) -> str | None:
    return next((member for member, score in found if score == inf), None)
