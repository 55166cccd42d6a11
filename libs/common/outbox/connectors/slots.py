"""Replication slots: how much of its log a database keeps for a connector that has not read it."""

import asyncio
import time
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.outbox.connectors.client import ConnectorFailed

ALARM_AT = 0.25
"""Of the limit: past the limit PostgreSQL gives the slot up, and what was not read is lost to it."""

_SLOT = text("""
SELECT active, wal_status,
       pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint AS retained,
       pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint AS behind,
       (SELECT setting::bigint * 1048576 FROM pg_settings WHERE name = 'max_slot_wal_keep_size') AS kept_at_most
FROM pg_replication_slots WHERE slot_name = :slot
""")


_PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as it stands; bytes. ``status`` is PostgreSQL's: reserved, extended, unreserved, lost; absent is ours."""

    name: str
    status: str
    active: bool = False
    retained: int | None = None
    behind: int | None = None
    limit: int | None = None

    @property
    def share(self) -> float | None:
        """How much of the limit is retained; None where there is no limit or no slot."""
        return None if self.retained is None or not self.limit else self.retained / self.limit

    @property
    def is_lost(self) -> bool:
        """Whether it has to be made anew: what it had not read will not come by it."""
        return self.status in ("lost", "absent")

    @property
    def is_alarming(self) -> bool:
        """Whether somebody should look at it now."""
        return self.is_lost or (self.share or 0.0) >= ALARM_AT


async def slot(conn: AsyncConnection, name: str) -> Slot:
    """The slot called ``name``."""
    row = (await conn.execute(_SLOT, {"slot": name})).one_or_none()
    if row is None:
        return Slot(name, "absent")
    limit = row.kept_at_most if row.kept_at_most and row.kept_at_most > 0 else None
    return Slot(name, row.wal_status or "reserved", row.active, row.retained, row.behind, limit)


async def drop_slot(conn: AsyncConnection, name: str, *, within_s: float = 30.0) -> None:
    """Remove a slot once nobody reads it any more; one that is not there counts as removed.

    A connector that was just stopped lets go of its slot a moment later. ``ConnectorFailed`` where it does not.
    """
    give_up = time.monotonic() + within_s
    while (await slot(conn, name)).active:
        if time.monotonic() > give_up:
            raise ConnectorFailed(f"The replication slot {name} is still being read after {within_s:.0f} seconds.")
        await asyncio.sleep(_PAUSE_S)
    drop = "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = :s"
    await conn.execute(text(drop), {"s": name})
