"""Cypher that takes out: nodes and relationships of an organisation, of the edition that is shown."""

from collections.abc import AsyncIterator
from uuid import UUID

from analyzer.graph.editions import LABELS, Bench, plain, tenant_key
from common.exports.sources import RowSource
from common.exports.writing import Row

_NODES = "MATCH (n:{label} {{tenant_id: $key}}) RETURN properties(n) AS held"
_RELATIONSHIPS = (
    "MATCH (a:{label} {{tenant_id: $key}})-[r]->(b {{tenant_id: $key}}) "
    "RETURN type(r) AS kind, labels(a)[0] AS from_label, a.id AS from_id, labels(b)[0] AS to_label, b.id AS to_id, "
    "properties(r) AS held"
)


def nodes(graph: Bench, label: str) -> RowSource:
    """The nodes of a label, which is one of ours."""

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        key = tenant_key(tenant_id, await graph.current())
        async for row in graph.rows(_NODES.format(label=label), key=key):
            yield _shown(row["held"])

    return rows


def relationships(graph: Bench) -> RowSource:
    """All relationships between the organisation's nodes."""

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        key = tenant_key(tenant_id, await graph.current())
        for label in LABELS:
            async for row in graph.rows(_RELATIONSHIPS.format(label=label), key=key):
                yield {**row, "held": _shown(row["held"])}

    return rows


def _shown(held: Row) -> Row:
    return {name: plain(value) if name == "tenant_id" else value for name, value in held.items()}
