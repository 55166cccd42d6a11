"""The tests' proof that a table of PostgreSQL has a column for every field of a model; else a step is to be written."""

from collections.abc import Collection

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.stores.postgres.columns import columns_of

_THERE = """
SELECT column_name, data_type, is_nullable = 'YES' AS nullable FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = :table
"""


async def column_faults(
    url: str, table: str, model: type[BaseModel], *, own_id: str | None = None, without: Collection[str] = ()
) -> list[str]:
    """What a migrated table lacks of the columns of ``model``, or holds as another type: what a step has to add."""
    engine = create_async_engine(url)
    async with engine.connect() as conn:
        found = await conn.execute(text(_THERE), {"table": table})
        there = {row.column_name: _said(row.data_type, row.nullable) for row in found}
    await engine.dispose()
    columns = columns_of(model, own_id=own_id, without=without)
    wanted = {column.name: _said(column.type.compile(engine.dialect), bool(column.nullable)) for column in columns}
    return [
        f"{table}.{name} is to be {kind}, and is {there.get(name, 'not there')}"
        for name, kind in wanted.items()
        if there.get(name) != kind
    ]


def _said(kind: str, nullable: bool) -> str:
    return f"{kind.lower()}{', or null' if nullable else ''}"
