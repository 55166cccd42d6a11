"""Three organisations in every store and the seven services on them, made once for the run of this folder."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from brandmon_local import Stack
from common.testing.postgres import PostgresServer

from .asking.world import World, world_of
from .twins.services import running
from .twins.stores import Stores, made


@pytest.fixture(scope="package")
def stores(
    postgres: PostgresServer, mongodb: Stack, neo4j: Stack, s3: Stack, tmp_path_factory: pytest.TempPathFactory
) -> Stores:
    """Everything that is stored."""
    return made(postgres, mongodb, neo4j, s3, tmp_path_factory.mktemp("clickhouse"))


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def world(stores: Stores) -> AsyncIterator[World]:
    """The services at work."""
    async with running(stores) as services:
        yield await world_of(services)
