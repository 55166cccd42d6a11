"""How often something may be done in a sliding window: founding by one person, and from one address.

Kept in PostgreSQL, in the transaction of what is limited: what is refused or rolled back is not counted, what is done
side by side takes turns. Subjects are digests.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from common.primitives.errors import Problem
from common.primitives.ids import uuid7
from common.stores.postgres import Tx
from tenants.organizations.tables import recent_uses

_TAKE_TURNS = text("SELECT pg_advisory_xact_lock(:lock)")
KEPT = timedelta(days=1)
"""No window is longer."""
_PRUNED_AT_ONCE = 100


class TooOften(Problem):
    """The window is full."""

    status = 429
    title = "Too often"


@dataclass(frozen=True, slots=True)
class Window:
    """At most ``most`` times in any ``length``, which is at most a day."""

    most: int
    length: timedelta = KEPT


async def use(tx: Tx, what: str, who: str, window: Window, now: datetime) -> None:
    """Count one use of ``what`` by ``who``; ``TooOften`` with ``retry_after`` (seconds) where the window is full."""
    subject = hashlib.sha256(f"{what}\x1f{who}".encode()).digest()
    await tx.execute(_TAKE_TURNS, {"lock": int.from_bytes(subject[:8], signed=True)})
    recent = recent_uses.c.subject == subject, recent_uses.c.used_at > now - window.length
    query = select(func.count().label("number"), func.min(recent_uses.c.used_at).label("oldest")).where(*recent)
    row = (await tx.execute(query)).mappings().one()
    if row["number"] >= window.most:
        wait = row["oldest"] + window.length - now
        seconds = max(1, int(wait.total_seconds()) + 1)
        raise TooOften("too-often", f"This was done too often; try again in {seconds} s.", retry_after=seconds)
    await tx.execute(insert(recent_uses).values(id=uuid7(), subject=subject, used_at=now))
    old = select(recent_uses.c.id).where(recent_uses.c.used_at < now - KEPT).limit(_PRUNED_AT_ONCE)
    await tx.execute(delete(recent_uses).where(recent_uses.c.id.in_(old.with_for_update(skip_locked=True))))
