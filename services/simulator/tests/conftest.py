"""A real PostgreSQL with the schema of simulator, a scripted provider behind litellm, and the service on both."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from provider_double import ProviderDouble, Script
from sqlalchemy import text

from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from .stage import Stage


@pytest.fixture
async def unit(unit: UnitOfWork) -> UnitOfWork:
    """No jobs and deadlines of earlier tests: workers take whatever is due."""
    async with unit.system() as conn:
        await conn.execute(text("DELETE FROM jobs"))
        await conn.execute(text("DELETE FROM saga_deadlines"))
    return unit


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
