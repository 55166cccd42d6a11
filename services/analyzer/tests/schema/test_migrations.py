"""The schema's way down and up again, on a database of its own."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from analyzer.shared.tables import metadata
from common.postgres.migrate import downgrade, upgrade
from common.postgres.tables import consumer_positions, inbox, outbox, saga_replies
from common.testing.postgres import PostgresServer

pytestmark = pytest.mark.engines


def test_the_schema_goes_down_to_nothing_and_up_again(postgres: PostgresServer) -> None:
    owner = postgres.database().owner
    upgrade("analyzer", owner)
    full = asyncio.run(_columns(owner))
    downgrade("analyzer", owner)
    assert asyncio.run(_columns(owner)).keys() == {"alembic_version"}
    upgrade("analyzer", owner)
    assert asyncio.run(_columns(owner)) == full


def test_the_tables_of_the_queries_are_those_of_the_migrations(postgres: PostgresServer) -> None:
    owner = postgres.database().owner
    upgrade("analyzer", owner)
    there = asyncio.run(_columns(owner))
    for table in (*metadata.sorted_tables, outbox, inbox, saga_replies, consumer_positions):
        assert {column.name for column in table.columns} == there.pop(table.name), table.name
    assert there.keys() == {"alembic_version"}


async def _columns(url: str) -> dict[str, set[str]]:
    engine = create_async_engine(url)
    found: dict[str, set[str]] = {}
    async with engine.connect() as conn:
        query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        for row in await conn.execute(text(query)):
            found.setdefault(row.table_name, set()).add(row.column_name)
    await engine.dispose()
    return found
