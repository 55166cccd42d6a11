"""Every keeper of a queue in turn, on its real engine."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from brandmon_local import Stack
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork
from common.testing.postgres import PostgresServer

from .bench import Bench, MongoBench, PostgresBench, create_collections, create_tables, mongo_client

KINDS = ["postgres", "postgres-on-record", "mongodb", "mongodb-on-record"]


@pytest.fixture(scope="session")
def jobs_postgres(postgres: PostgresServer) -> str:
    urls = postgres.database()
    asyncio.run(create_tables(urls.owner))
    return urls.app


@pytest.fixture(scope="session")
def jobs_mongo(mongodb: Stack) -> str:
    url = mongodb.urls.mongo("admin")
    asyncio.run(create_collections(url))
    return url


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
