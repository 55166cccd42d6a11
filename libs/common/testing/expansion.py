"""The tests' proof that a step of a PostgreSQL schema only adds: nothing is lost, and a release of before works on."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.stores.postgres.migrate import downgrade, upgrade
from common.testing.postgres import DatabaseUrls

TENANT = "00000000-0000-7000-8000-000000000001"


def assert_only_adds(urls: DatabaseUrls, service: str, *, before: str, written: Mapping[str, str], column: str) -> None:
    """Take an empty database over the step after revision ``before`` and back: ``column`` is null in every row.

    ``written``: by table, an INSERT as a release of before wrote it; ``:tenant`` is bound, ids are made anew each time.
    """
    everything = [(insert, f"SELECT {column} FROM {table}") for table, insert in written.items()]  # noqa: S608 - ours
    upgrade(service, urls.owner, to=before)
    _run(urls, [insert for insert, _ in everything])
    upgrade(service, urls.owner)
    _run(urls, [insert for insert, _ in everything])
    assert _run(urls, [query for _, query in everything]) == [[None, None]] * len(everything)
    downgrade(service, urls.owner, to=before)
    assert _run(urls, [f"SELECT 1 FROM {table}" for table in written]) == [[1, 1]] * len(everything)  # noqa: S608
    upgrade(service, urls.owner)
    assert _run(urls, [query for _, query in everything]) == [[None, None]] * len(everything)


def _run(urls: DatabaseUrls, statements: Sequence[str]) -> list[list[Any]]:
    return asyncio.run(_one_after_the_other(urls.owner, statements))


async def _one_after_the_other(url: str, statements: Sequence[str]) -> list[list[Any]]:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.execute(text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": TENANT})
        done = [await conn.execute(text(each), {"tenant": TENANT} if ":tenant" in each else {}) for each in statements]
        found = [list(each.scalars()) if each.returns_rows else [] for each in done]
    await engine.dispose()
    return found
