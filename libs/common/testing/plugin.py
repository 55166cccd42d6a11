"""The tests' plugin of pytest: the database of the service whose tests run. The root's conftest starts the engines."""

from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path

import pytest

from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

FORGETTING = ("analytics", "analyzer", "auth", "reports", "simulator", "tenants")
"""Services whose databases forget websites and organisations, as their composition roots say."""


def service_of(path: Path) -> str:
    """The service that a test file belongs to: its folder is the nearest above that holds ``src``."""
    return next(folder.name for folder in path.parents if (folder / "src").is_dir())


@pytest.fixture(scope="session")
def migrated(postgres: PostgresServer) -> Callable[[str], DatabaseUrls]:
    """A service's database, made once for the run and migrated by the role that owns the schema."""

    @cache
    def made(service: str) -> DatabaseUrls:
        own = postgres.database()
        upgrade(service, own.owner)
        return own

    return made


@pytest.fixture(scope="module")
def urls(request: pytest.FixtureRequest, migrated: Callable[[str], DatabaseUrls]) -> DatabaseUrls:
    """The database of the service whose tests run."""
    return migrated(service_of(request.path))


@pytest.fixture
def empty_urls(postgres: PostgresServer) -> DatabaseUrls:
    """A database with nothing in it, for one test."""
    return postgres.database()


@pytest.fixture
async def unit(request: pytest.FixtureRequest, urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    """The database as the service's own role; each test has tenants of its own."""
    service = service_of(request.path)
    unit = UnitOfWork(urls.app, service=service, forgets=service in FORGETTING)
    yield unit
    await unit.dispose()
