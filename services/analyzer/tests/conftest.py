"""The service on its stores, and the graph as its migrations use it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from analyzer.app import api
from analyzer.graph import schema as graph_schema
from analyzer.graph.bolt import Driver
from analyzer.graph.store import TenantGraph
from brandmon_local import Stack
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.tokens import KnownTokens

from .service import Service


@pytest.fixture
def driver(neo4j: Stack) -> Iterator[Driver]:
    """A driver as the migrations use it."""
    address = neo4j.urls.neo4j
    with graph_schema.connect(address.url, address.user, address.password) as driver:
        yield driver


@pytest.fixture
async def graph(neo4j: Stack, driver: Driver) -> AsyncIterator[TenantGraph]:
    """The migrated graph; each test has tenants of its own."""
    graph_schema.upgrade(driver)
    address = neo4j.urls.neo4j
    graph = TenantGraph.at(address.url, address.user, address.password)
    yield graph
    await graph.close()


@pytest.fixture
async def service(unit: UnitOfWork) -> AsyncIterator[Service]:
    """The service without its graph."""
    async with client_of(api(unit, KnownTokens())) as client:
        yield Service(unit, client)
