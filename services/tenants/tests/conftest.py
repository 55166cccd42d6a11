"""The service's parts on the tests' database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest

from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.tokens import KnownTokens
from tenants.app import api
from tenants.organizations.founding import found
from tenants.quota.plans import Plans

from .plans import LIMIT


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


@pytest.fixture
async def client(unit: UnitOfWork, plans: Plans) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(api(unit, plans, KnownTokens())) as client:
        yield client
