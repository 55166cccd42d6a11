"""Rows of the first organisation in a database, and of whoever belongs to it, as those of each twin."""

import json
from collections.abc import Iterable, Sequence

import asyncpg

from common.testing.postgres import DatabaseUrls

from .rewriting import Twin

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
_OURS = {"alembic_version", "consumer_positions", "signing_keys", "revocations"}


async def connected(urls: DatabaseUrls) -> asyncpg.Connection:
    """As the superuser, whom no policy stops and no trigger hinders."""
    connection = await asyncpg.connect(urls.owner.replace("+asyncpg", "").replace("//owner@", "//postgres@"))
    await connection.execute("SET session_replication_role = replica")
    return connection


async def double(urls: DatabaseUrls, first: Sequence[str], twins: Iterable[Twin]) -> None:
    """Each row that names one of the ids ``first`` becomes one of each twin, whichever table it is in."""
    connection = await connected(urls)
    twins = list(twins)
    try:
        for table in [row["tablename"] for row in await connection.fetch(_TABLES)]:
            if table in _OURS:
                continue
            columns = [f'"{row["column_name"]}"' for row in await connection.fetch(_COLUMNS, table)]
            named = " OR ".join(f"t::text LIKE '%{own}%'" for own in first)
            rows = [
                json.loads(row["row"])
                for row in await connection.fetch(f'SELECT to_jsonb(t)::text AS row FROM "{table}" t WHERE {named}')
            ]
            try:
                await connection.execute(f'DELETE FROM "{table}" t WHERE {named}')
            except asyncpg.InsufficientPrivilegeError:
                continue  # append-only, even for us: the audit log is filled by what happens, for both
            listed = ", ".join(columns)
            put = (
                f'INSERT INTO "{table}" ({listed})'
                f' SELECT {listed} FROM jsonb_populate_record(NULL::"{table}", $1::jsonb)'
            )
            await connection.executemany(put, [(json.dumps(twin.of(row)),) for twin in twins for row in rows])
    finally:
        await connection.close()


async def rows_naming(urls: DatabaseUrls, ids: Iterable[str]) -> dict[str, list[str]]:
    """Every row that names one of some ids, as text, by table."""
    connection = await connected(urls)
    named = " OR ".join(f"t::text LIKE '%{own}%'" for own in ids)
    try:
        found = {}
        for table in [row["tablename"] for row in await connection.fetch(_TABLES)]:
            rows = await connection.fetch(f'SELECT t::text AS row FROM "{table}" t WHERE {named} ORDER BY 1')
            found[table] = [row["row"] for row in rows]
        return found
    finally:
        await connection.close()
