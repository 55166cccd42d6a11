"""The tests' kit for migrations of PostgreSQL: what a schema consists of, and whether each step can be undone."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.stores.postgres.migrate import downgrade, upgrade

NOTHING = {"r alembic_version", "i alembic_version_pkc", "c alembic_version.version_num"}
"""What stays when everything is undone: the migrations' own book."""
_PUBLIC = "relnamespace = 'public'::regnamespace"
_INVENTORY = text(f"""
SELECT relkind::text || ' ' || relname FROM pg_class WHERE {_PUBLIC}
UNION SELECT 'c ' || table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'
UNION SELECT 'f ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION SELECT 'p ' || pubname FROM pg_publication
UNION SELECT 'policy ' || tablename || '.' || policyname FROM pg_policies WHERE schemaname = 'public'
UNION SELECT 'forced ' || relname FROM pg_class WHERE {_PUBLIC} AND relrowsecurity AND relforcerowsecurity
""")  # noqa: S608 - the condition is ours


async def inventory(url: str) -> set[str]:
    """What there is in schema ``public``, each with a word for its kind.

    ``r`` table, ``i`` index, ``S`` sequence, ``c`` column, ``f`` function, ``p`` publication, ``policy``, and
    ``forced`` for a table whose row-level security holds for its owner too.
    """
    engine = create_async_engine(url)
    try:
        async with engine.connect() as conn:
            return set((await conn.execute(_INVENTORY)).scalars())
    finally:
        await engine.dispose()


def down_and_up_again(service: str, owner: str) -> set[str]:
    """Make a service's schema in an empty database, undo it to nothing, make it again; its ``inventory``."""
    upgrade(service, owner)
    full = asyncio.run(inventory(owner))
    downgrade(service, owner)
    left = asyncio.run(inventory(owner))
    assert left == NOTHING, left - NOTHING
    upgrade(service, owner)
    again = asyncio.run(inventory(owner))
    assert again == full, again ^ full
    return full


def columns_of(table: str, found: set[str]) -> set[str]:
    """The columns of ``table`` in an ``inventory``."""
    begin = f"c {table}."
    return {each.removeprefix(begin) for each in found if each.startswith(begin)}
