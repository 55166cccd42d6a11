"""How analyzer of today is put on what was stored."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from analyzer.app import api
from analyzer.consumer import Experts, graph_subscriptions, subscriptions
from analyzer.graph import schema as graph_schema
from analyzer.graph.store import TenantGraph
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.sites.analysts import RuleAnalyst
from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens

from ..kept import Part, Stores


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service, after the graph's schema was brought up to date."""
    with graph_schema.connect(*stores.neo4j) as driver:
        graph_schema.upgrade(driver)
    unit, graph = UnitOfWork(stores.urls.app, service="analyzer", forgets=True), TenantGraph.at(*stores.neo4j)
    experts = Experts(RuleAnalyst(), RuleClassifier(), stores.clock)
    try:
        listens = {"analyzer": subscriptions(unit, experts), "analyzer-graph": graph_subscriptions(graph, unit)}
        yield Part(api(unit, KnownTokens(), graph=graph), listens, partial(_drawn, stores))
    finally:
        await graph.close()
        await unit.dispose()


async def _drawn(stores: Stores) -> dict[str, list[str]]:
    """The whole graph, whatever the tenant, as text: nodes, and relationships with what they join."""
    with graph_schema.connect(*stores.neo4j) as driver, driver.session() as session:
        nodes = session.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS own").data()
        ties = session.run(
            "MATCH (a)-[r]->(b) RETURN properties(a) AS a, properties(b) AS b, type(r) AS type, properties(r) AS own"
        ).data()
    return {"nodes": sorted(map(_text, nodes)), "relationships": sorted(map(_text, ties))}


def _text(row: dict[str, Any]) -> str:
    """Without ``normalized_name``: a renamed brand's followed whichever topic was read last, and is now the least."""
    plain = {
        name: {key: own for key, own in value.items() if key != "normalized_name"} if isinstance(value, dict) else value
        for name, value in row.items()
    }
    return json.dumps(plain, sort_keys=True, default=str)
