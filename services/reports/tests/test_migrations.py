"""The schema: it goes up, down and up again, and every table is protected from birth."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.postgres.migrate import downgrade, upgrade

pytestmark = pytest.mark.engines

TABLES = """
SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
"""
OTHERS = "SELECT count(*) FROM pg_publication"


async def ask(url: str, query: str) -> list[Any]:
    engine = create_async_engine(url)
    async with engine.connect() as conn:
        found = list(await conn.execute(text(query)))
    await engine.dispose()
    return found


def test_the_schema_goes_up_down_and_up_again_and_leaves_nothing(empty_urls: Any) -> None:
    upgrade("reports", empty_urls.owner)
    first = set(asyncio.run(ask(empty_urls.owner, TABLES)))
    assert {name for name, _ in first} == {
        "audit_requests", "audit_figures", "templates", "reports", "report_files", "outbox", "inbox", "saga_replies",
        "consumer_positions",
    }  # fmt: skip
    downgrade("reports", empty_urls.owner)
    assert asyncio.run(ask(empty_urls.owner, TABLES)) == []
    assert asyncio.run(ask(empty_urls.owner, OTHERS)) == [(0,)]
    upgrade("reports", empty_urls.owner)
    assert set(asyncio.run(ask(empty_urls.owner, TABLES))) == first


def test_every_table_forces_row_level_security(urls: Any) -> None:
    tables = asyncio.run(ask(urls.owner, TABLES))
    assert tables
    assert [name for name, protected in tables if not protected] == ["consumer_positions"]
