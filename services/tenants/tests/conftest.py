"""A real PostgreSQL with the schema of tenants, owned by one role and used by another; the service's parts on it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from common.clock import ManualClock
from common.contracts.message import Message
from common.contracts.registry import MESSAGES
from common.errors import Unauthorized
from common.http import Principal
from common.ids import uuid7
from common.postgres import UnitOfWork
from common.postgres.migrate import upgrade
from common.postgres.tables import outbox
from common.testing.postgres import DatabaseUrls, PostgresServer
from tenants.app import api
from tenants.organizations.founding import found
from tenants.quota.plans import Plans

LIMIT = 100


@pytest.fixture(scope="session")
def urls(postgres: PostgresServer) -> DatabaseUrls:
    own = postgres.database()
    upgrade("tenants", own.owner)
    return own


@pytest.fixture
async def unit(urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(urls.app, service="tenants")
    yield unit
    await unit.dispose()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 3, 15, tzinfo=UTC))


@pytest.fixture
def plans(clock: ManualClock) -> Plans:
    return Plans({"free": LIMIT, "basic": 2 * LIMIT, "pro": 3 * LIMIT, "enterprise": 4 * LIMIT}, clock)


@pytest.fixture
async def tenant(unit: UnitOfWork, clock: ManualClock) -> UUID:
    """A new organisation on the free plan."""
    return (await found("Tillvane", uuid7(), database=unit, clock=clock)).id


async def emitted(unit: UnitOfWork, tenant_id: UUID) -> list[Message]:
    """What a tenant's outbox holds, in order."""
    async with unit.begin(tenant_id) as tx:
        rows = (await tx.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.id))).all()
    return [MESSAGES[row.topic].model_validate_json(row.payload) for row in rows]


class KnownUsers:
    """A verifier for which the token is '<user id>' or '<user id>/<tenant id>': tokens are auth's matter."""

    async def verify(self, token: str) -> Principal:
        try:
            user_id, _, tenant_id = token.partition("/")
            return Principal(UUID(user_id), UUID(tenant_id) if tenant_id else None, "admin", None, token)
        except ValueError:
            raise Unauthorized("token-invalid", "The access token is not valid.") from None


@pytest.fixture
async def client(unit: UnitOfWork, plans: Plans) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=api(unit, plans, KnownUsers()), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://tenants") as client:
        yield client


def as_user(user_id: UUID, tenant_id: UUID | None = None) -> dict[str, str]:
    """The header with which a user calls, acting for an organisation or for none."""
    return {"Authorization": f"Bearer {user_id}/{tenant_id}" if tenant_id else f"Bearer {user_id}"}
