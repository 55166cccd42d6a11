"""A real PostgreSQL with the schema of auth, owned by one role and used by another; the service's parts on it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from auth.accounts.passwords import Cost, PasswordHashing
from auth.app import api, authentication
from auth.consumer import consumer
from auth.memberships.handlers import remember_membership
from auth.sessions.authentication import Authentication
from auth.settings import AuthSettings
from common.clock import ManualClock
from common.contracts.tenants import MemberJoined
from common.contracts.vocabulary import Role
from common.ids import uuid7
from common.messaging.memory import MemoryBroker, MemoryLog
from common.postgres import UnitOfWork
from common.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PASSWORD = "violet kettle marching north"


@pytest.fixture(scope="session")
def urls(postgres: PostgresServer) -> DatabaseUrls:
    own = postgres.database()
    upgrade("auth", own.owner)
    return own


@pytest.fixture
async def unit(urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(urls.app, service="auth")
    yield unit
    await unit.dispose()


@pytest.fixture
def settings(urls: DatabaseUrls) -> AuthSettings:
    return AuthSettings(
        mode="local",
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
