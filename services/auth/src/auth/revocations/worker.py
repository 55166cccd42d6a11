"""Writes revocations into Valkey, where every service reads them, and keeps auth's own table.

One turn each half second: what changed lately is added and the set is marked as up to date. Where the set is gone or
is of another run of the server, all of it is written again. Each replica writes; what two write is the same.
"""

import asyncio
import time
from dataclasses import dataclass, field
from secrets import token_hex

from prometheus_client import Counter
from redis.asyncio import Redis

from auth.revocations import store as revocation_store
from common.http.access.revocations import KEPT_S
from common.http.access.valkey import AWAY, RevocationSet
from common.primitives.clock import Clock, rest
from common.process.telemetry import log
from common.stores.postgres import Database

_log = log("revocations")
_WRITTEN = Counter("brandmon_revocations_written_total", "Turns of the writer of revocations.", ["how"])
TURN_S = 0.5
_FORGET_AFTER_S = 60.0
_LATE_S = 15.0
"""After a pause of so long all is written again: "lately" may not reach back over it."""


@dataclass
class RevocationWriter:
    """The worker. ``valkey`` is None where none is configured: then only old rows are deleted."""

    database: Database
    valkey: Redis | None
    clock: Clock
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _whole_at: float | None = None
    _forgot_at: float = 0.0
    _turns: int = 0
    _name: str = field(default_factory=lambda: token_hex(4))

    def wake(self) -> None:
        """Something was revoked here: don't wait for the next turn."""
        self._woken.set()

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``."""
        away = False
        while not stopping.is_set():
            try:
                await self.turn()
                away = False
            except AWAY as error:
                self._whole_at = None
                if not away:
                    _log.warning("revocations are not written to Valkey now", error=type(error).__name__)
                away = True
            self._woken.clear()
            await _rest(stopping, self._woken)

    async def turn(self) -> None:
        """Write once; raises one of ``AWAY`` where Valkey does not answer."""
        self._turns += 1
        if self.valkey is not None:
            await self._write(RevocationSet(self.valkey), f"{self._name}:{self._turns}")
        if time.monotonic() - self._forgot_at > _FORGET_AFTER_S:
            await self._forget()

    async def _write(self, revocations: RevocationSet, as_of: str) -> None:
        async with self.database.system() as conn:
            lately = await revocation_store.lately(conn)
        lasting = self._whole_at is not None and time.monotonic() - self._whole_at < _LATE_S
        if lasting and await revocations.write(lately, as_of=as_of):
            self._whole_at = time.monotonic()
            _WRITTEN.labels("lately").inc()
            return
        async with self.database.system() as conn:
            living = await revocation_store.living(conn, self.clock.now())
        await revocations.write_all(living, as_of=as_of)
        self._whole_at = time.monotonic()
        _WRITTEN.labels("all").inc()
        _log.info("all revocations are written to Valkey", entries=len(living))

    async def _forget(self) -> None:
        self._forgot_at = time.monotonic()
        async with self.database.system() as conn:
            await revocation_store.forget_old(conn, self.clock.now())
        if self.valkey is not None:
            moment_ms = int((self.clock.now().timestamp() - KEPT_S) * 1000)
            await RevocationSet(self.valkey).forget_before(moment_ms)


async def _rest(stopping: asyncio.Event, woken: asyncio.Event) -> None:
    """Until the next turn is due, or somebody asks for it."""
    resting = [asyncio.create_task(rest(each, TURN_S)) for each in (stopping, woken)]
    _, pending = await asyncio.wait(resting, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
