"""What a service keeps of a website, as data: its erasure deletes what is declared, a test finds what is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, select

from common.stores.postgres import Tx

ALWAYS_KEPT = {
    "outbox": "announcements, pruned some days after Kafka has them; what was announced stays as long as its topic's",
    "inbox": "ids of messages that were handled, pruned",
    "erasures": "the tombstones themselves: ids",
}
"""Tables of every service's messaging that an erasure leaves alone, each with its reason."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table that are a website's: those with its id in ``key``, or with an id of such rows ``of`` another.

    ``of_key``: the column of that other table which ``key`` names.
    """

    table: Table
    key: str = "website_id"
    of: Table | None = None
    of_key: str = "id"


@dataclass(frozen=True, slots=True)
class Holdings:
    """All stores of a service. ``rows``: in PostgreSQL, in the order in which they are deleted, children first.

    ``elsewhere``: collections, tables of ClickHouse, labels and folders of the bucket that the erasure empties of a
    website, as ``kind:name``. ``kept``: what holds nothing of a website, or outlives it, each with the reason.
    """

    rows: tuple[Rows, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)

    async def delete(self, tx: Tx, website_id: UUID) -> None:
        """Delete the rows of a website."""
        for rows in self.rows:
            await tx.execute(delete(rows.table).where(*self.of_website(tx.tenant_id, website_id, rows)))

    def of_website(self, tenant_id: UUID, website_id: UUID, rows: Rows) -> tuple[ColumnElement[bool], ...]:
        """The condition under which a row is the website's."""
        own = rows.table.c[rows.key]
        if rows.of is None:
            return rows.table.c.tenant_id == tenant_id, own == website_id
        above = self._rows_of(rows.of)
        parents = select(rows.of.c[rows.of_key]).where(*self.of_website(tenant_id, website_id, above))
        return rows.table.c.tenant_id == tenant_id, own.in_(parents)

    def _rows_of(self, table: Table) -> Rows:
        if "website_id" in table.c:
            return Rows(table)
        return next(each for each in self.rows if each.table is table)
