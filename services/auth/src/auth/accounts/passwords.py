"""Password hashing with argon2id (RFC 9106), in threads of its own: it takes 75 ms and 64 MiB by design."""

import asyncio
import os
import secrets
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of argon2id. The defaults took 75 ms on two cores; RFC 9106 recommends 3 passes over 64 MiB."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 2


class PasswordHashing:
    """Hashes and verifies. As many threads as processors: that bounds the memory a flood of log-ins can take."""

    def __init__(self, cost: Cost | None = None, *, threads: int | None = None) -> None:
        cost = cost or Cost()
        self._hasher = PasswordHasher(cost.passes, cost.memory_kib, cost.lanes, type=Type.ID)
        self._threads = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="argon2")
        salt, digest = (b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in (16, 32))
        self._nobodys = f"$argon2id$v=19$m={cost.memory_kib},t={cost.passes},p={cost.lanes}${salt}${digest}"

    async def hash(self, password: str) -> str:
        """The hash to store, parameters and salt included (PHC string)."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether ``password`` belongs to ``stored``. None (no such user) costs the same work, and is False."""
        matches = await asyncio.get_running_loop().run_in_executor(
            self._threads, self._matches, stored or self._nobodys, password
        )
        return matches and stored is not None

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
