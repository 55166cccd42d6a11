"""The keeper of the audit log: parts for the months to come, a root every hour, its anchor, and what may be let go."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import Gauge
from sqlalchemy.exc import SQLAlchemyError

from auth.audit_log import store
from auth.audit_log.proof import roots
from auth.audit_log.proof.anchors import Anchor, AnchorDiffers
from auth.audit_log.rules import months_ahead
from auth.audit_log.sealed import persons
from auth.keys.ring import KeyRing
from common.process.telemetry import log
from common.stores.postgres import Database

ROOT_EVERY = timedelta(hours=1)
MONTHS_AHEAD = 2
TURN_EVERY_S = 60.0
NOT_ANCHORED = Gauge(
    "brandmon_audit_log_roots_not_anchored", "Signed roots that lie in the database only. Above 1: look at the anchor."
)

_log = log("audit log")


@dataclass
class Keeper:
    """Looks after the log until told to stop; several replicas doing the same are harmless."""

    database: Database
    keys: KeyRing
    anchor: Anchor

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``. Faults of the database and of the anchor are waited out."""
        while not stopping.is_set():
            try:
                await self.turn()
            except (SQLAlchemyError, OSError) as error:
                _log.warning("the audit log can't be looked after", error=type(error).__name__)
            except AnchorDiffers as found:
                _log.error("the audit log and its anchor contradict each other: verify it", found=str(found))
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), TURN_EVERY_S)

    async def turn(self, *, root_now: bool = False) -> roots.Root | None:
        """Do what is due; ``root_now``: also where the hour is not over. The root that was made, if one was."""
        now = self.keys.clock.now()
        async with self.database.system() as conn:
            for month in months_ahead(now, MONTHS_AHEAD):
                if not await store.make_part(conn, month):
                    _log.warning("entries of a month lie in the part for all others", month=f"{month:%Y-%m}")
            await persons.prune(conn, now)
            last = await roots.last_root(conn)
        made = None
        if root_now or last is None or now - last[1] >= ROOT_EVERY:
            made = await roots.make_root(self.database, await self.keys.signing(), now)
        await self._lay_what_lacks()
        return made

    async def _lay_what_lacks(self) -> None:
        async with self.database.system() as conn:
            lacking = await roots.not_anchored(conn)
        NOT_ANCHORED.set(len(lacking))
        for root in lacking:
            await self.anchor.lay(root)
            async with self.database.system() as conn:
                await roots.note_anchored(conn, root)
        NOT_ANCHORED.set(0)
