"""Every keeper of a queue in turn, on its real engine."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from common.mongo import MongoUnit
from common.postgres import UnitOfWork
from common.testing.mongo import running_mongo
from common.testing.postgres import PostgresServer

from .bench import Bench, MongoBench, PostgresBench, create_collections, create_tables, mongo_client

KINDS = ["postgres", "postgres-on-record", "mongodb", "mongodb-on-record"]


@pytest.fixture(scope="session")
def jobs_postgres(postgres: PostgresServer) -> str:
    urls = postgres.database()
    asyncio.run(create_tables(urls.owner))
    return urls.app


@pytest.fixture(scope="session")
def jobs_mongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_mongo(tmp_path_factory.mktemp("mongodb")) as url:
        asyncio.run(create_collections(url))
        yield url


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("jobs_postgres" if kind.startswith("postgres") else "jobs_mongo"))


@pytest.fixture
async def bench(kind: str, url: str) -> AsyncIterator[Bench]:
    """The keeper with an empty queue."""
    on_record = kind.endswith("-on-record")
    if kind.startswith("postgres"):
        unit = UnitOfWork(url, service="jobs")
        found: Bench = PostgresBench(unit, on_record)
        await found.clear()
        yield found
        await unit.dispose()
        return
    async with mongo_client(url) as client:
        found = MongoBench(MongoUnit(client, "jobs", service="jobs"), on_record)
        await found.clear()
        yield found
