"""A service's database with a row of each organisation in every table that names one, whatever the tables are.

Rows are made up from the columns' types. Checks and references are taken off before: what is looked at is who owns
a row, and a table that somebody adds tomorrow is filled, too.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

OWNERS = ("tenant_id", "organization_id")
"""Columns that say whose a row is."""
_CONSTRAINTS = """
SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint JOIN pg_class c ON c.oid = conrelid
WHERE contype IN ('c', 'f') AND c.relnamespace = 'public'::regnamespace AND coninhcount = 0
ORDER BY contype DESC
"""
_COLUMNS = """
SELECT c.table_name, c.column_name, c.udt_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_identity = 'NO' AND c.is_generated = 'NEVER'
AND (c.is_nullable = 'NO' OR c.column_name IN ('tenant_id', 'organization_id'))
AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = format('%I', c.table_name)::regclass)
ORDER BY 1, c.ordinal_position
"""
_VALUES = {
    "uuid": "gen_random_uuid()", "text": "left(md5(random()::text), 18)", "varchar": "left(md5(random()::text), 10)",
    "int2": "1", "int4": "1", "int8": "1", "float4": "1", "float8": "1", "numeric": "1", "bool": "true",
    "timestamptz": "now() - interval '1 hour'", "date": "current_date", "json": "'{}'", "jsonb": "'{}'",
    "bytea": "decode(md5(random()::text), 'hex')",
}  # fmt: skip


def superuser(owner_url: str) -> str:
    """The same database as who is held by nothing."""
    return owner_url.replace("//owner@", "//postgres@")


async def fill(owner_url: str, tenants: Sequence[UUID]) -> dict[str, str]:
    """Put a row of each tenant into every table that names one; by table, the column that does."""
    engine = create_async_engine(superuser(owner_url))
    async with engine.begin() as conn:
        for each in (await conn.execute(text(_CONSTRAINTS))).mappings().all():
            await conn.execute(text(f'ALTER TABLE {each["table"]} DROP CONSTRAINT IF EXISTS "{each["name"]}" CASCADE'))
        owned = await _tables(conn)
        for table, columns in owned.items():
            for tenant in tenants:
                await conn.execute(text(_insert(table, columns)), {"own": tenant})
    await engine.dispose()
    return {table: _owner_of(columns) for table, columns in owned.items()}


async def _tables(conn: AsyncConnection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in await conn.execute(text(_COLUMNS)):
        found.setdefault(row.table_name, {})[row.column_name] = row.udt_name
    return {table: columns for table, columns in found.items() if set(OWNERS) & columns.keys()}


def _owner_of(columns: dict[str, str]) -> str:
    return next(name for name in OWNERS if name in columns)


def _insert(table: str, columns: dict[str, str]) -> str:
    values = [":own" if name in OWNERS else _value(kind) for name, kind in columns.items()]
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(values)})'


def _value(kind: str) -> str:
    return "'{}'" if kind.startswith("_") else _VALUES[kind]


async def rows_of(owner_url: str, owned: dict[str, str], tenant: UUID) -> dict[str, list[str]]:
    """Every row of a tenant, as text, by table; those of a row that is somebody else's only as long as it names him."""
    engine = create_async_engine(superuser(owner_url))
    found: dict[str, list[str]] = {}
    async with engine.connect() as conn:
        for table, column in owned.items():
            own = f'SELECT t::text FROM "{table}" t WHERE "{column}" = :own ORDER BY 1'
            found[table] = list((await conn.execute(text(own), {"own": tenant})).scalars())
    await engine.dispose()
    return found


async def count(owner_url: str, table: str) -> int:
    """All rows of a table."""
    engine = create_async_engine(superuser(owner_url))
    async with engine.connect() as conn:
        number: Any = (await conn.execute(text(f'SELECT count(*) FROM "{table}"'))).scalar_one()
    await engine.dispose()
    return int(number)
