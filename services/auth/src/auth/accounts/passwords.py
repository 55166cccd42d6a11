"""Password hashing with argon2id (RFC 9106), in threads of its own: it takes 75 ms and 64 MiB by design.

What waits for a thread is bounded. Past the bound a caller is told at once when to come again: a queue without an end
answers everybody too late, those with the right password, too.
"""

import asyncio
import os
import secrets
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from common.primitives.errors import Problem

MOST_WAITING = 64
"""At 75 ms each on two threads the last of them waits 2.4 s; the gateway would wait for 30."""
_USUAL_S = 0.1
_WEIGHT = 0.2
T = TypeVar("T")


class TooBusy(Problem):
    """As many passwords are being hashed as may wait for it."""

    status = 429
    title = "Too many requests"


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of argon2id. The defaults took 75 ms on two cores; RFC 9106 recommends 3 passes over 64 MiB."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 2


class PasswordHashing:
    """Hashes and verifies. As many threads as processors: that bounds the memory a flood of log-ins can take.

    ``most_waiting`` may wait for a thread; everybody else gets ``TooBusy`` with ``retry_after`` (seconds).
    """

    def __init__(
        self, cost: Cost | None = None, *, threads: int | None = None, most_waiting: int = MOST_WAITING
    ) -> None:  # fmt: skip
        cost = cost or Cost()
        self._hasher = PasswordHasher(cost.passes, cost.memory_kib, cost.lanes, type=Type.ID)
        self._width = threads or os.cpu_count() or 1
        self._threads = ThreadPoolExecutor(self._width, thread_name_prefix="argon2")
        self._most = self._width + most_waiting
        self._begun = 0
        self._counting = threading.Lock()
        self._takes_s = _USUAL_S
        salt, digest = (b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in (16, 32))
        self._nobodys = f"$argon2id$v=19$m={cost.memory_kib},t={cost.passes},p={cost.lanes}${salt}${digest}"

    async def hash(self, password: str) -> str:
        """The hash to store, parameters and salt included (PHC string)."""
        return await self._in_thread(lambda: self._hasher.hash(password))

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether ``password`` belongs to ``stored``. None (no such user) costs the same work, and is False."""
        matches = await self._in_thread(lambda: self._matches(stored or self._nobodys, password))
        return matches and stored is not None

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._begun >= self._most:
            seconds = max(1, round(self._begun * self._takes_s / self._width))
            raise TooBusy("too-busy", f"Too many people log in now; try again in {seconds} s.", retry_after=seconds)
        with self._counting:
            self._begun += 1
        future = self._threads.submit(self._timed, work)
        future.add_done_callback(self._ended)  # and not after the wait: a caller who leaves still has his work done
        return await asyncio.wrap_future(future)

    def _ended(self, _: object) -> None:
        with self._counting:
            self._begun -= 1

    def _timed(self, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        try:
            return work()
        finally:
            self._takes_s += _WEIGHT * (time.perf_counter() - began - self._takes_s)

    def outdated(self, stored: str) -> bool:
        """Whether ``stored`` was made with other parameters than today's; to be replaced at the next log-in."""
        return self._hasher.check_needs_rehash(stored)

    async def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False)

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False
