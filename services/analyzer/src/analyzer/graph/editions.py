"""Editions of the graph: the one that is shown, and one that is rebuilt beside it until it takes the other's place.

An edition is a part of the key under which a tenant's nodes are found, so that both live in one database and no query
knows of it. While one is rebuilt, whatever arrives is drawn into both; which is shown changes in one small transaction.
``GraphEdition`` is a node without a tenant: it says something about the database, nothing about anybody in it.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, get_args
from uuid import UUID

from analyzer.graph.bolt import AsyncDriver, AsyncManagedTransaction
from analyzer.graph.rules.drawing import Label

FIRST = 1
_SHOWN = "MATCH (e:GraphEdition {id: 'graph'}) RETURN e.current AS current, e.building AS building"
_BEGIN = (
    "MATCH (e:GraphEdition {id: 'graph'}) "
    "SET e.building = CASE WHEN coalesce(e.building, 0) > e.current THEN e.building ELSE e.current END + 1 "
    "RETURN e.building AS building"
)
_SWITCH = (
    "MATCH (e:GraphEdition {id: 'graph', building: $edition}) "
    "SET e.current = $edition REMOVE e.building RETURN e.current AS current"
)
_ABANDON = "MATCH (e:GraphEdition {id: 'graph', building: $edition}) REMOVE e.building"
_TENANTS = "MATCH (n:{label}) WITH DISTINCT n.tenant_id AS key RETURN key"
_DROP = "MATCH (n:{label} {{tenant_id: $key}}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 2000 ROWS"
LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True)
class Editions:
    """The edition that is shown, and the one that is being built, if any."""

    current: int
    building: int | None

    @property
    def drawn(self) -> tuple[int, ...]:
        """Those that events are drawn into."""
        return (self.current,) if self.building is None else (self.current, self.building)


def tenant_key(tenant_id: UUID, edition: int) -> str:
    """What a tenant's nodes of an edition are found by."""
    return str(tenant_id) if edition == FIRST else f"{tenant_id}/{edition}"


def fact_key(own: UUID, edition: int) -> str:
    """The id of a relationship in an edition: ids of relationships are unique over all of them."""
    return str(own) if edition == FIRST else f"{own}/{edition}"


def plain(key: str) -> str:
    """A key without its edition."""
    return key.partition("/")[0]


async def editions(tx: AsyncManagedTransaction) -> Editions:
    """Which editions there are, for the length of a transaction."""
    row = await (await tx.run(_SHOWN)).single(strict=True)
    return Editions(row["current"], row["building"])


class Bench:
    """What is done with editions as a whole; only rebuilds use it."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    async def current(self) -> int:
        """The edition that is shown."""
        async with self._driver.session() as session:
            return (await session.execute_read(editions)).current

    async def begin(self) -> int:
        """A new edition: from now on every event is drawn into it, too. One that was never finished is given up."""
        (row,) = await self._write(_BEGIN)
        return int(row["building"])

    async def switch(self, edition: int) -> bool:
        """Show an edition instead of the current one; False where another rebuild has begun meanwhile."""
        return bool(await self._write(_SWITCH, edition=edition))

    async def abandon(self, edition: int) -> None:
        """Draw into the edition no longer; nothing happens where it is not being built."""
        await self._write(_ABANDON, edition=edition)

    async def tenants(self, edition: int) -> list[UUID]:
        """Whose nodes an edition holds."""
        return sorted({UUID(plain(key)) for key in await self._keys() if _edition(key) == edition})

    async def drop_all_but(self, kept: set[int]) -> None:
        """Remove the nodes of all other editions, some at a time."""
        for key in await self._keys():
            if _edition(key) not in kept:
                for label in LABELS:
                    async with self._driver.session() as session:
                        await (await session.run(_DROP.format(label=label), key=key)).consume()

    async def rows(self, query: str, **parameters: object) -> AsyncIterator[dict[str, Any]]:
        """The rows of a query over one tenant's key, one by one."""
        async with self._driver.session() as session:
            async for record in await session.run(query, parameters):
                yield dict(record)

    async def _keys(self) -> list[str]:
        found: set[str] = set()
        for label in LABELS:
            found.update([str(row["key"]) async for row in self.rows(_TENANTS.format(label=label))])
        return sorted(found)

    async def _write(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        async def work(tx: AsyncManagedTransaction) -> list[dict[str, Any]]:
            return [dict(record) async for record in await tx.run(query, parameters)]

        async with self._driver.session() as session:
            return await session.execute_write(work)


def _edition(key: str) -> int:
    return int(key.partition("/")[2] or FIRST)
