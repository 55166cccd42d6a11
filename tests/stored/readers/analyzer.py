"""How analyzer of today is put on what was stored."""

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
from common.postgres import UnitOfWork

from ..kept import KnownUsers, Part, Stores


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service, after the graph's schema was brought up to date."""
    with graph_schema.connect(*stores.neo4j) as driver:
        graph_schema.upgrade(driver)
    unit, graph = UnitOfWork(stores.urls.app, service="analyzer"), TenantGraph.at(*stores.neo4j)
    experts = Experts(RuleAnalyst(), RuleClassifier(), stores.clock)
    try:
        listens = {"analyzer": subscriptions(unit, experts), "analyzer-graph": graph_subscriptions(graph)}
        yield Part(api(unit, KnownUsers(), graph=graph), listens, partial(_drawn, stores))
    finally:
        await graph.close()
        await unit.dispose()


async def _drawn(stores: Stores) -> list[Any]:
    """The whole graph, whatever the tenant: nodes, then relationships with their ends."""
    with graph_schema.connect(*stores.neo4j) as driver, driver.session() as session:
        nodes = session.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS own ORDER BY elementId(n)").data()
        ties = session.run(
            "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, properties(r) AS own"
            " ORDER BY elementId(r)"
        ).data()
    return [nodes, ties]
