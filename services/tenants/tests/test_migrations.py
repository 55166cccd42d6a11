"""The schema's way down and up again, on a database of its own."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.postgres.migrate import downgrade, upgrade
from common.testing.postgres import PostgresServer

pytestmark = pytest.mark.engines


def test_the_schema_goes_down_to_nothing_and_up_again(postgres: PostgresServer) -> None:
    owner = postgres.database().owner
    upgrade("tenants", owner)
    full = asyncio.run(_inventory(owner))
    downgrade("tenants", owner)
    assert asyncio.run(_inventory(owner)) == {"r alembic_version", "i alembic_version_pkc"}
    upgrade("tenants", owner)
    assert asyncio.run(_inventory(owner)) == full
    assert {"r organizations", "r outbox", "p outbox"} <= full


async def _inventory(url: str) -> set[str]:
    engine = create_async_engine(url)
    async with engine.connect() as conn:
        rows = await conn.execute(
            text(
                "SELECT relkind::text || ' ' || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
                "UNION SELECT 'f ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
                "UNION SELECT 'p ' || pubname FROM pg_publication"
            )
        )
        found = set(rows.scalars())
    await engine.dispose()
    return found
