"""Everything that a service's stores hold, of all tenants: to see that something changed nothing."""

from typing import Any

import asyncpg

from common.testing.postgres import DatabaseUrls

from .kept import Part, Stores

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


async def rows_of(urls: DatabaseUrls, *queries: str) -> list[dict[str, Any]]:
    """The rows of queries, one after the other, as somebody sees them whom no policy stops."""
    connection = await asyncpg.connect(urls.owner.replace("+asyncpg", "").replace("//owner@", "//postgres@"))
    try:
        return [dict(row) for query in queries for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def contents(part: Part, stores: Stores) -> dict[str, Any]:
    """Every table with its rows as text, and what is stored beside PostgreSQL."""
    found: dict[str, Any] = {}
    if stores.urls.owner:
        tables = [row["tablename"] for row in await rows_of(stores.urls, _TABLES)]
        for table in tables:
            rows = await rows_of(stores.urls, f'SELECT t::text AS row FROM "{table}" AS t ORDER BY 1')
            found[table] = [row["row"] for row in rows]
    if part.beside is not None:
        found["beside"] = await part.beside()
    return found


async def handlers_of(part: Part, stores: Stores) -> set[str]:
    """The handlers that the inbox names: ``<group>/<handler>``."""
    if stores.urls.owner:
        return {row["handler"] for row in await rows_of(stores.urls, "SELECT DISTINCT handler FROM inbox")}
    assert part.beside is not None
    return {row["_id"].rpartition("/")[0] for row in (await part.beside())["inbox"]}
