"""The service's parts on the tests' database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest

from common.messaging.dead_letters.sealing import Sealing
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.tokens import KnownTokens
from tenants.app import COUNTS, Around, api, saga_runner_of
from tenants.billing.following import Billing
from tenants.billing.paying import Paying
from tenants.organizations.founding import FoundingLimits, found
from tenants.organizations.limits import Window
from tenants.quota.plans import Plans

from .organizations.people import KnownPeople
from .plans import TERMS, limits


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 3, 15, tzinfo=UTC))


@pytest.fixture
def plans(clock: ManualClock) -> Plans:
    return Plans(limits(), clock, COUNTS)


@pytest.fixture
async def tenant(unit: UnitOfWork, clock: ManualClock) -> UUID:
    """A new organisation on the free plan."""
    return (await found("Tillvane", uuid7(), database=unit, clock=clock)).id


@pytest.fixture
def people() -> KnownPeople:
    return KnownPeople()


@pytest.fixture
def sealing() -> Sealing:
    """The key that tenants and auth share."""
    return Sealing.ephemeral()


@pytest.fixture
def around(people: KnownPeople, sealing: Sealing) -> Around:
    """All tests found from one address."""
    return Around(people, sealing, FoundingLimits(of_an_address=Window(10_000)))


@pytest.fixture
def paying(unit: UnitOfWork, plans: Plans, clock: ManualClock) -> Paying:
    """Billing without Stripe."""
    return Paying(Billing(unit, plans, TERMS), saga_runner_of(unit, clock))


@pytest.fixture
async def client(paying: Paying, around: Around) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(api(paying, KnownTokens(), around)) as client:
        yield client
