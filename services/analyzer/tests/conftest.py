"""Engines and builders that the tests of analyzer share."""

import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import TypeVar

import pytest

from analyzer.graph import schema as graph_schema
from analyzer.graph.bolt import Driver
from analyzer.graph.store import TenantGraph
from brandmon_local import Ports, Stack
from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.postgres import UnitOfWork
from common.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

M = TypeVar("M", bound=Message)


def example(contract: type[M]) -> M:
    """The committed example of a contract; all of them tell one story."""
    return read_example(contract, examples(contract)[0])


@pytest.fixture(scope="session")
def urls(postgres: PostgresServer) -> DatabaseUrls:
    """A database of this test run, migrated by the role that owns the schema."""
    own = postgres.database()
    upgrade("analyzer", own.owner)
    return own


@pytest.fixture
async def unit(urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    """The database as the service's own role; each test has tenants of its own."""
    unit = UnitOfWork(urls.app, service="analyzer")
    yield unit
    await unit.dispose()


@pytest.fixture(scope="session")
def neo4j_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A real Neo4j, started once and only where a test asks for it."""
    stack = Stack(tmp_path_factory.mktemp("neo4j"), Ports.free(), engines={"neo4j"}, services=False)
    with ExitStack() as opened:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # handles of logs are left to the garbage collector
            opened.enter_context(stack.running())
        yield stack


@pytest.fixture
def driver(neo4j_stack: Stack) -> Iterator[Driver]:
    """A driver as the migrations use it."""
    address = neo4j_stack.urls.neo4j
    with graph_schema.connect(address.url, address.user, address.password) as driver:
        yield driver


@pytest.fixture
async def graph(neo4j_stack: Stack, driver: Driver) -> AsyncIterator[TenantGraph]:
    """The migrated graph; each test has tenants of its own."""
    graph_schema.upgrade(driver)
    address = neo4j_stack.urls.neo4j
    graph = TenantGraph.at(address.url, address.user, address.password)
    yield graph
    await graph.close()
