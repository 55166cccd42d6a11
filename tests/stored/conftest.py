"""What was stored, put back into engines of the suite: each test gets databases of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from bson import json_util
from neo4j import GraphDatabase
from pymongo import MongoClient

from brandmon_local import Stack
from brandmon_local.layout.site import POSTGRES_SERVICES
from common.primitives.clock import Clock, ManualClock
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

from .kept import FOLDERS, Kept, Part, Stores

StoresOf = Callable[..., Awaitable[Stores]]
Opened = Callable[..., AbstractAsyncContextManager[tuple[Part, Stores]]]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def kept(request: pytest.FixtureRequest) -> Kept:
    """What one version left."""
    return Kept.of(request.param)


@pytest.fixture(scope="session")
def shared() -> dict[tuple[Path, str], DatabaseUrls]:
    """Databases for tests that leave them as they are: a server needs seconds to close each one."""
    return {}


@pytest.fixture
def stores_of(
    request: pytest.FixtureRequest, kept: Kept, tmp_path: Path, shared: dict[tuple[Path, str], DatabaseUrls]
) -> StoresOf:
    """Puts back what a service had, and migrates PostgreSQL to what today's code wants; the others do so themselves.

    ``own``: a database of the test's own, because it changes what is in it.
    """

    async def put_back(service: str, clock: Clock | None = None, *, own: bool = False) -> Stores:
        parts: dict[str, Any] = {}
        at = (kept.folder, service)
        if service in POSTGRES_SERVICES:
            urls = None if own else shared.get(at)
            if urls is None:
                urls = await asyncio.to_thread(_postgres, request.getfixturevalue("postgres"), kept, service)
            if not own:
                shared[at] = urls
            parts["urls"] = urls
        if service == "collector":
            parts["mongo_url"] = await asyncio.to_thread(_mongo, request.getfixturevalue("mongodb"), kept)
        if service == "analyzer":
            parts["neo4j"] = await asyncio.to_thread(_neo4j, request.getfixturevalue("neo4j"), kept)
        return Stores(kept, clock or ManualClock(kept.taken_at), clickhouse=tmp_path / "clickhouse", **parts)

    return put_back


@pytest.fixture
def opened(stores_of: StoresOf) -> Opened:
    """Opens a service of today on what was stored."""

    @asynccontextmanager
    async def opening(
        service: str, clock: Clock | None = None, *, own: bool = False
    ) -> AsyncIterator[tuple[Part, Stores]]:
        stores = await stores_of(service, clock, own=own)
        async with import_module(f"stored.readers.{service}").opened(stores) as part:
            yield part, stores

    return opening


def _postgres(server: PostgresServer, kept: Kept, service: str) -> DatabaseUrls:
    urls = kept.database(server, service)
    upgrade(service, urls.owner)
    return urls


def _mongo(stack: Stack, kept: Kept) -> str:
    with MongoClient[dict[str, Any]](stack.urls.mongo("admin"), uuidRepresentation="standard") as client:
        client.drop_database("collector")
        for name in kept.names("mongodb", ".jsonl"):
            text = kept.text("mongodb", f"{name}.jsonl")
            rows = [json_util.loads(line) for line in text.splitlines()]
            collection = client["collector"].create_collection(name)
            if rows:
                collection.insert_many(rows)
    return stack.urls.mongo("collector")


def _neo4j(stack: Stack, kept: Kept) -> tuple[str, str, str]:
    address = stack.urls.neo4j
    with GraphDatabase.driver(address.url, auth=(address.user, address.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        for statement in kept.text("neo4j", "schema.cypher").splitlines():
            driver.execute_query(statement.replace("IF NOT EXISTS ", "", 1).replace(" FOR ", " IF NOT EXISTS FOR ", 1))
        nodes = [{"n": at, **_typed(line)} for at, line in enumerate(kept.lines("neo4j", "nodes.jsonl"))]
        for labels in sorted({tuple(node["labels"]) for node in nodes}):
            rows = [node for node in nodes if tuple(node["labels"]) == labels]
            driver.execute_query(
                f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}:Kept) SET n = row.properties, n.kept = row.n",
                rows=rows,
            )
        ties = [_typed(line) for line in kept.lines("neo4j", "relationships.jsonl")]
        for kind in sorted({tie["type"] for tie in ties}):
            rows = [tie for tie in ties if tie["type"] == kind]
            driver.execute_query(
                "UNWIND $rows AS row MATCH (a:Kept {kept: row.from}), (b:Kept {kept: row.to})"
                f" CREATE (a)-[r:{kind}]->(b) SET r = row.properties",
                rows=rows,
            )
        driver.execute_query("MATCH (n:Kept) REMOVE n:Kept, n.kept")
    return address.url, address.user, address.password


def _typed(line: dict[str, Any]) -> dict[str, Any]:
    """A line with moments as the driver wants them."""
    from neo4j.time import DateTime

    own = {
        name: DateTime.from_iso_format(value["moment"]) if isinstance(value, dict) else value
        for name, value in line["properties"].items()
    }
    return {**line, "properties": own}
