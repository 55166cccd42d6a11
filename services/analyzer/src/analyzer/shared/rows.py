"""Rows: what a query gives, and inserting derived ones."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert, insert

from common.stores.postgres import Tx

Row = Mapping[Any, Any]


async def add(tx: Tx, table: Table, rows: Sequence[Row]) -> None:
    """Insert what is not there; ids are derived, so a row that is there is the same."""
    if rows:
        own = [{"tenant_id": tx.tenant_id, **row} for row in rows]
        await tx.execute(_insert(table), own)


@cache
def _insert(table: Table) -> Insert:
    return insert(table).on_conflict_do_nothing()
