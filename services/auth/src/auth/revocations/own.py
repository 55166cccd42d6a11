"""Auth's own table of revocations: it reads the truth, so its tokens are held against it without a detour."""

import asyncio
import time

from sqlalchemy.exc import DBAPIError

from auth.revocations import store as revocation_store
from common.http.access import Revocations
from common.http.access.watching import ASKED_AFTER_S, Watch
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.stores.postgres import Database

_log = log("revocations")


class OwnWatch(Watch):
    """A watch over auth's database."""

    def __init__(self, table: Revocations, database: Database, clock: Clock) -> None:
        super().__init__(table, None, None)
        self._database = database
        self._clock = clock
        self._read_all = False

    def start(self) -> None:
        """See ``Watch``."""
        self._tasks = [asyncio.create_task(self._follow(), name="revocations")]

    async def look_here(self) -> None:
        """Read once: everything the first time, then what changed lately."""
        async with self._database.system() as conn:
            if self._read_all:
                found = await revocation_store.lately(conn)
            else:
                found = await revocation_store.living(conn, self._clock.now())
        self.table.note(found)
        self.table.confirmed()
        self._read_all = True

    async def _follow(self) -> None:
        while True:
            try:
                await self.look_here()
            except (DBAPIError, OSError, TimeoutError) as error:
                self._read_all = False
                _log.warning("revocations are not read now", error=type(error).__name__)
            self.table.forget_old(time.time())
            await asyncio.sleep(ASKED_AFTER_S)
