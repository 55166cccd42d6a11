"""What a service keeps of an organisation, as data: how its part of each store is found, or why it stays.

Whoever erases an organisation deletes what is declared; whoever takes its data out reads the same. A test finds what
is in a store and not declared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, func, not_, select, text, update
from sqlalchemy.sql import Select

from common.stores.postgres import Tx
from common.stores.postgres.tables import erasures, first_answers, inbox, outbox, saga_replies

Engine = Literal["mongodb", "clickhouse", "neo4j", "s3", "valkey"]
TENANT = "{tenant}"
"""Stands for the organisation's id in the prefix of a place."""


@dataclass(frozen=True, slots=True)
class TenantRows:
    """Rows of a table that are an organisation's: with its id in ``key``, or with an id of such rows ``of`` another.

    ``of_key``: the column of that other table which ``key`` names. ``unless``: of these rows, those that stay, with the
    reason in ``why``. ``unties``: the rows are somebody else's, and only say in ``key`` that they have to do with it:
    an erasure empties the column.
    """

    table: Table
    key: str = "tenant_id"
    of: Table | None = None
    of_key: str = "id"
    unless: ColumnElement[bool] | None = None
    why: str = ""
    unties: bool = False

    def of_tenant(self, tenant_id: UUID) -> tuple[ColumnElement[bool], ...]:
        """The condition under which a row is the organisation's, those that stay apart."""
        own = self.table.c[self.key]
        found = own == tenant_id
        if self.of is not None:
            found = own.in_(select(self.of.c[self.of_key]).where(self.of.c.tenant_id == tenant_id))
        return (found,) if self.unless is None else (found, not_(self.unless))

    def read(self, tenant_id: UUID) -> "Select[Any]":
        """All that the table holds of the organisation."""
        return select(self.table).where(*self.of_tenant(tenant_id))


@dataclass(frozen=True, slots=True)
class Place:
    """A store that is no table: its organisation's part is what has the id in ``field``, or a key with ``prefix``."""

    engine: Engine
    name: str
    field: str | None = "tenant_id"
    prefix: str | None = None

    def __str__(self) -> str:
        """As the tests call it."""
        return f"{self.engine}:{self.name}"

    def prefix_of(self, tenant_id: UUID) -> str:
        """What the keys of an organisation begin with; ``ValueError`` for a store without keys."""
        if self.prefix is None:
            raise ValueError(f"{self} is found by {self.field}")
        return self.prefix.replace(TENANT, str(tenant_id))


def folder(name: str) -> Place:
    """A folder of the service's bucket: every key begins with the organisation."""
    return Place("s3", name, field=None, prefix=f"{TENANT}/{name}/")


_LAST = "the erasure's own: that things are gone, and the answers to its orders; pruned as all others are"


def _but_its_erasure(table: Table, at: str) -> TenantRows:
    """Rows of messaging from before the organisation was buried."""
    tombs = erasures.alias()
    buried = select(tombs.c.created_at).where(tombs.c.tenant_id == table.c.tenant_id, tombs.c.id == table.c.tenant_id)
    since = func.coalesce(buried.scalar_subquery(), text("'infinity'::timestamptz"))
    return TenantRows(table, unless=table.c[at] >= since, why=_LAST)


MESSAGING = (
    _but_its_erasure(outbox, "created_at"),
    _but_its_erasure(inbox, "handled_at"),
    TenantRows(saga_replies),
    TenantRows(first_answers),
)
"""Rows of every service's messaging. What was announced and is in Kafka goes when its topic's time is over."""
TOMBSTONES = {"erasures": "the tombstones themselves: ids, by which late messages are known"}


@dataclass(frozen=True, slots=True)
class TenantHoldings:
    """All that a service keeps of an organisation.

    ``rows``: in PostgreSQL, in the order in which they are deleted, children first. ``places``: in other stores.
    ``kept``: tables and places, as ``table`` or ``engine:name``, that outlive it, each with the reason.
    """

    rows: tuple[TenantRows, ...] = ()
    places: tuple[Place, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)

    def of_engine(self, engine: Engine) -> Iterator[Place]:
        """The places of one engine."""
        return (place for place in self.places if place.engine == engine)

    async def delete(self, tx: Tx) -> int:
        """Delete the rows of the transaction's tenant; how many. Its tombstone stays, and those of its websites go."""
        gone = 0
        for rows in self.rows:
            whose = rows.of_tenant(tx.tenant_id)
            change = update(rows.table).values({rows.key: None}) if rows.unties else delete(rows.table)
            gone += (await tx.execute(change.where(*whose))).rowcount
        own = (erasures.c.tenant_id == tx.tenant_id, erasures.c.id != tx.tenant_id)
        await tx.execute(delete(erasures).where(*own))
        return gone
