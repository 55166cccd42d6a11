"""A real PostgreSQL with the schema of simulator, a scripted provider behind litellm, and the service on both."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

for folder in (Path(__file__).parent, Path(__file__).parents[3] / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from provider_double import ProviderDouble, Script  # noqa: E402
from stage import Stage  # noqa: E402

from common.ids import uuid7  # noqa: E402
from common.postgres import UnitOfWork  # noqa: E402
from common.postgres.migrate import upgrade  # noqa: E402
from common.testing.postgres import DatabaseUrls, PostgresServer  # noqa: E402


@pytest.fixture(scope="session")
def urls(postgres: PostgresServer) -> DatabaseUrls:
    urls = postgres.database()
    upgrade("simulator", urls.owner)
    return urls


@pytest.fixture
async def unit(urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(urls.app, service="simulator")
    async with unit.system() as conn:
        await conn.execute(text("DELETE FROM jobs"))
        await conn.execute(text("DELETE FROM saga_deadlines"))
    yield unit
    await unit.dispose()


@pytest.fixture
async def double() -> AsyncIterator[ProviderDouble]:
    async with ProviderDouble(Script()) as double:
        yield double


@pytest.fixture
def tenant_id() -> UUID:
    return uuid7()


@pytest.fixture
def client_id() -> UUID | None:
    """The client whose website it is; none, if a test does not say otherwise."""
    return None


@pytest.fixture
async def stage(
    unit: UnitOfWork, double: ProviderDouble, tenant_id: UUID, client_id: UUID | None
) -> AsyncIterator[Stage]:
    stage = Stage.of(unit, double, tenant_id, client_id=client_id)
    yield stage
    await stage.audits.websites.close()
    await stage.client.aclose()
