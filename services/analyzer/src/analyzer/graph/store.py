"""Neo4j: the one module through which queries leave, and which puts the tenant into each of them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from analyzer.graph.bolt import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from analyzer.graph.editions import LABELS, Bench, editions, fact_key, tenant_key
from analyzer.graph.rules.drawing import Node, Relationship, Subgraph

_NODE_PATTERN = re.compile(r"(?<![\w`])\((?P<inside>\s*\w*\s*(?::[^(){}]+)?(?:\{[^{}]*\})?\s*)\)")
_TENANT = re.compile(r"\{[^{}]*\btenant_id:\s*\$tenant_id\b[^{}]*\}")
_BOUND = re.compile(r"^\s*\w+\s*$")


_ERASE = "MATCH (n:{label} {{tenant_id: $tenant_id}}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 2000 ROWS"
_PATIENCE_S = 3.0
"""How long the driver tries by itself: a person waits for an answer, and the consumer has a retry of its own."""


class TenantMissing(Exception):  # noqa: N818 - a fault of the code
    """A query would look at nodes of every tenant."""


def tenant_bound(query: str) -> str:
    """``query`` if each node in it is tied to ``$tenant_id`` where it first stands; ``TenantMissing`` otherwise.

    A node that only repeats a variable which stood tied before is tied by it.
    """
    tied: set[str] = set()
    patterns = list(_NODE_PATTERN.finditer(query))
    if not patterns:
        raise TenantMissing("a query without any node cannot be tied to a tenant")
    for pattern in patterns:
        inside = pattern["inside"]
        name = (re.match(r"\s*(\w*)", inside) or [""])[0].strip()
        if _TENANT.search(inside):
            tied.add(name)
        elif not (_BOUND.match(inside) and name in tied):
            raise TenantMissing(f"the node ({inside.strip()}) is not tied to a tenant")
    return query


class TenantGraph:
    """The graph as seen by one tenant at a time."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    @classmethod
    def at(cls, url: str, user: str, password: str) -> "TenantGraph":
        """The graph at a Bolt address; nothing is connected yet."""
        driver = AsyncGraphDatabase.driver(
            url,
            auth=(user, password),
            telemetry_disabled=True,
            notifications_min_severity="OFF",
            max_connection_pool_size=10,
            max_transaction_retry_time=_PATIENCE_S,
            connection_timeout=_PATIENCE_S,
        )
        return cls(driver)

    async def close(self) -> None:
        """Close the pool."""
        await self._driver.close()

    def bench(self) -> Bench:
        """The editions of the graph as a whole, for rebuilds."""
        return Bench(self._driver)

    async def read(self, tenant_id: UUID, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a query that is tied to the tenant."""
        bound = tenant_bound(query)

        async def work(tx: AsyncManagedTransaction) -> list[dict[str, Any]]:
            given = {**parameters, "tenant_id": tenant_key(tenant_id, (await editions(tx)).current)}
            return [dict(record) async for record in await tx.run(bound, given)]

        async with self._driver.session() as session:
            return await session.execute_read(work)

    async def merge(self, tenant_id: UUID, parts: Iterable[Subgraph], *, into: int | None = None) -> None:
        """Bring nodes and relationships into the tenant's graph, in one transaction; to repeat it changes nothing.

        They are drawn into the edition that is shown and the one that is being built, or ``into`` a given one alone.
        """
        parts = list(parts)

        async def work(tx: AsyncManagedTransaction) -> None:
            for edition in (into,) if into else (await editions(tx)).drawn:
                for query, rows in _statements(parts, edition):
                    result = await tx.run(tenant_bound(query), rows=rows, tenant_id=tenant_key(tenant_id, edition))
                    await result.consume()

        async with self._driver.session() as session:
            await session.execute_write(work)  # the driver repeats it after a deadlock

    async def erase(self, tenant_id: UUID) -> None:
        """Remove all that the tenant has in any edition that is drawn into, some nodes at a time."""
        async with self._driver.session() as session:
            for edition in (await session.execute_read(editions)).drawn:
                for label in LABELS:
                    query = tenant_bound(_ERASE.format(label=label))
                    await (await session.run(query, tenant_id=tenant_key(tenant_id, edition))).consume()

    async def write(self, tenant_id: UUID, statements: "Callable[[int], Sequence[Written]]") -> None:
        """Run statements, given per edition, in each edition of the tenant's graph, in one transaction."""

        async def work(tx: AsyncManagedTransaction) -> None:
            for edition in (await editions(tx)).drawn:
                for query, told in statements(edition):
                    result = await tx.run(tenant_bound(query), {**told, "tenant_id": tenant_key(tenant_id, edition)})
                    await result.consume()

        async with self._driver.session() as session:
            await session.execute_write(work)


Written = tuple[str, Mapping[str, Any]]
"""A query that is tied to the tenant, and its parameters."""
Statement = tuple[str, list[dict[str, Any]]]


def _statements(parts: list[Subgraph], edition: int) -> list[Statement]:
    return [*_node_statements(parts), *_relationship_statements(parts, edition), *_readings_statement(parts)]


def _node_statements(parts: Iterable[Subgraph]) -> list[Statement]:
    by_label: dict[str, list[Node]] = {}
    for part in parts:
        for node in part.nodes:
            by_label.setdefault(node.label, []).append(node)
    return [_node_statement(label, nodes) for label, nodes in sorted(by_label.items())]


def _node_statement(label: str, nodes: list[Node]) -> Statement:
    """Rows in order of id, so that transactions side by side lock in one order."""
    least = sorted({name for node in nodes for name in node.least})
    truths = sorted({name for node in nodes for name in node.truths})
    newest = sorted({name for node in nodes for name in node.newest})
    settled = [
        *(
            f"SET n.{name} = CASE WHEN n.{name} IS NULL OR row.least.{name} < n.{name} "
            f"THEN coalesce(row.least.{name}, n.{name}) ELSE n.{name} END"
            for name in least
        ),
        *(f"SET n.{name} = coalesce(n.{name}, false) OR coalesce(row.truths.{name}, false)" for name in truths),
        *(
            f"SET n.{name} = CASE WHEN row.newest.{name}.revision >= coalesce(n.{name}_revision, 0) "
            f"THEN row.newest.{name}.value ELSE n.{name} END "
            f"SET n.{name}_revision = CASE WHEN row.newest.{name}.revision > coalesce(n.{name}_revision, 0) "
            f"THEN row.newest.{name}.revision ELSE n.{name}_revision END"
            for name in newest
        ),
    ]
    query = "\n".join(
        [
            "UNWIND $rows AS row",
            f"MERGE (n:{label} {{tenant_id: $tenant_id, id: row.id}})",
            "SET n += row.properties",
            *settled,
        ]
    )
    rows = [
        {
            "id": str(node.id),
            "properties": _present(node.properties),
            "least": _present(node.least),
            "truths": node.truths,
            "newest": {name: {"revision": at, "value": value} for name, (at, value) in node.newest.items()},
        }
        for node in sorted(nodes, key=lambda node: str(node.id))
    ]
    return query, rows


def _relationship_statements(parts: Iterable[Subgraph], edition: int) -> list[Statement]:
    kinds: dict[tuple[str, str, str], list[Relationship]] = {}
    for part in parts:
        for each in part.relationships:
            kinds.setdefault((each.type, each.start.label, each.end.label), []).append(each)
    ordered = sorted(kinds.items(), key=lambda item: item[0])
    return [_relationship_statement(*kind, found, edition) for kind, found in ordered]


def _relationship_statement(type_: str, start: str, end: str, found: list[Relationship], edition: int) -> Statement:
    query = "\n".join(
        [
            "UNWIND $rows AS row",
            f"MATCH (a:{start} {{tenant_id: $tenant_id, id: row.start}})",
            f"MATCH (b:{end} {{tenant_id: $tenant_id, id: row.end}})",
            f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b)",
            "SET r += row.properties",
        ]
    )
    rows = [
        {
            "id": fact_key(each.id, edition),
            "start": str(each.start.id),
            "end": str(each.end.id),
            "properties": _present(
                {
                    **each.properties,
                    "response_id": each.reading.properties["response_id"] if each.reading else None,
                    "reading_id": str(each.reading.id) if each.reading else None,
                }
            ),
        }
        for each in sorted(found, key=lambda each: str(each.id))
    ]
    return query, rows


_SUPERSEDE = """UNWIND $rows AS row
MATCH (x:Reading {tenant_id: $tenant_id, response_id: row.response_id})
WITH row.response_id AS response, x ORDER BY x.recorded_at, x.version
WITH response, collect(x) AS readings
UNWIND range(0, size(readings) - 1) AS at
WITH readings[at] AS x, readings[at + 1] AS newer
SET x.superseded_at = newer.recorded_at"""


def _readings_statement(parts: Iterable[Subgraph]) -> list[Statement]:
    """Each reading of an answer is superseded when the next one is recorded: the same, whatever came first."""
    read = {str(node.properties["response_id"]) for part in parts for node in part.nodes if node.label == "Reading"}
    return [(_SUPERSEDE, [{"response_id": each} for each in sorted(read)])] if read else []


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known: to set null would remove what another event knows."""
    return {name: value for name, value in properties.items() if value is not None}
