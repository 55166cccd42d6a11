"""A log on a database of its own: a verification looks at all of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

from .bench import Bench


@pytest.fixture(scope="module")
def own_urls(postgres: PostgresServer) -> DatabaseUrls:
    urls = postgres.database()
    upgrade("auth", urls.owner)
    return urls


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anchor")


@pytest.fixture
async def log(own_urls: DatabaseUrls, folder: Path) -> AsyncIterator[Bench]:
    unit = UnitOfWork(own_urls.app, service="auth")
    yield Bench.of(unit, folder)
    await unit.dispose()
