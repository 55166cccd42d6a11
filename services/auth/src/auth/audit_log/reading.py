"""SQL of who looks the log up: filtered, the newest first, with what is personal opened as far as it still opens."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.audit_log.rules import Entry
from auth.audit_log.sealed.persons import keys_of
from auth.audit_log.sealed.sealing import MasterKey, Origin, PersonKey
from auth.audit_log.store import COLUMNS, entry_of
from auth.audit_log.tables import audit_log
from common.stores.postgres import Database

EXPORTED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked for; what is None does not narrow it. ``until`` is not included."""

    since: datetime | None = None
    until: datetime | None = None
    action: str | None = None
    user_id: UUID | None = None
    resource_type: str | None = None
    resource_id: UUID | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same in SQL. ``action`` may be the subject alone, such as ``session``."""
        c, found = audit_log.c, []
        for column, value in (
            (c.user_id, self.user_id), (c.resource_type, self.resource_type), (c.resource_id, self.resource_id),
        ):  # fmt: skip
            if value is not None:
                found.append(column == value)
        if self.since is not None:
            found.append(c.occurred_at >= self.since)
        if self.until is not None:
            found.append(c.occurred_at < self.until)
        if self.action is not None:
            found.append((c.action == self.action) | c.action.startswith(f"{self.action}.", autoescape=True))
        return found


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a person reads it. ``is_erased``: it came from somewhere, which nobody can read any more."""

    entry: Entry
    origin: Origin | None

    @property
    def is_erased(self) -> bool:
        """Whether what was sealed does not open."""
        return self.entry.origin is not None and self.origin is None


async def newest(
    conn: AsyncConnection, tenant_id: UUID, wanted: Wanted, *, before: int | None, most: int
) -> Sequence[Entry]:
    """Entries of one organisation with a number below ``before``, the newest first."""
    own = [audit_log.c.tenant_id == tenant_id, *wanted.conditions()]
    if before is not None:
        own.append(audit_log.c.sequence < before)
    query = select(*COLUMNS).where(*own).order_by(audit_log.c.sequence.desc()).limit(most)
    return [entry_of(row) for row in await conn.execute(query)]


async def parts(
    database: Database, tenant_id: UUID, master: MasterKey, wanted: Wanted
) -> AsyncIterator[Sequence[Shown]]:  # fmt: skip
    """All of them, the oldest first, some hundred at a time, each in a transaction: a slow reader holds none open."""
    after, full = 0, True
    while full:
        own = [audit_log.c.tenant_id == tenant_id, audit_log.c.sequence > after, *wanted.conditions()]
        query = select(*COLUMNS).where(*own).order_by(audit_log.c.sequence).limit(EXPORTED_AT_ONCE)
        async with database.begin(tenant_id) as tx:
            entries = [entry_of(row) for row in await tx.execute(query)]
            told = await shown(tx.conn, master, entries)
        full = len(entries) == EXPORTED_AT_ONCE
        if entries:
            after = entries[-1].sequence
            yield told


async def shown(conn: AsyncConnection, master: MasterKey, entries: Sequence[Entry]) -> list[Shown]:
    """Entries with where they came from."""
    keys = await keys_of(conn, master, {entry.origin_of for entry in entries if entry.origin_of})
    return [Shown(entry, _opened(entry, keys)) for entry in entries]


def _opened(entry: Entry, keys: Mapping[UUID, PersonKey]) -> Origin | None:
    key = keys.get(entry.origin_of) if entry.origin_of else None
    return key.open(entry.origin) if key is not None and entry.origin is not None else None
