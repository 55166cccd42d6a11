"""A stage and a receiver for the tests of webhooks."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete

from common.http import Checks, create_app
from common.outbound.addresses import Guard
from common.stores.keyed import FirstAnswers
from common.stores.postgres import UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.testing.http import client_of
from common.testing.tokens import KnownTokens
from reports.webhooks.api import router
from reports.webhooks.registry import Webhooks
from reports.webhooks.tables import webhook_jobs

from .receivers import Receiver, receiving
from .stage import Stage


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver on loopback that takes everything."""
    async with receiving() as own:
        yield own


@pytest.fixture
async def stage(unit: UnitOfWork, receiver: Receiver) -> AsyncIterator[Stage]:
    """The service, which may reach the receiver and nothing else of this machine."""
    async with unit.system() as conn:  # a sender takes jobs of all tenants, those that other tests left too
        await conn.execute(delete(webhook_jobs))
    app_provides: dict[object, object] = {UnitOfWork: unit, FirstAnswers: PostgresAnswers(unit)}
    guard = Guard(frozenset({("127.0.0.1", receiver.port)}))
    own = Stage(unit, None, guard)  # type: ignore[arg-type]
    app_provides[Webhooks] = own.webhooks
    app = create_app(
        "reports", description="", routers=[router], verifier=KnownTokens(), checks=Checks(), provides=app_provides
    )
    async with client_of(app) as client:
        own.client = client
        yield own
    await own.pool.aclose()
