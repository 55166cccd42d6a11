"""Where the rows of a part come from: tables of PostgreSQL and objects of a bucket. One of another engine is a
service's own.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from common.exports.declared import Exports
from common.exports.writing import Row
from common.stores.erasure.tenants import Place, TenantHoldings, TenantRows
from common.stores.postgres import Database

AT_ONCE = 500
"""Rows that are in memory at a time."""
RowSource = Callable[[UUID], AsyncIterator[Row]]
"""The rows of an organisation, one by one."""
Opened = Mapping[str, Callable[[UUID, Any], Any]]
"""By ``table.column`` how a sealed value is opened for its organisation."""


@dataclass(frozen=True, slots=True)
class AsItIs:
    """An object that is a file of the export by itself."""

    path: str
    load: Callable[[], Awaitable[bytes]]


FileSource = Callable[[UUID], AsyncIterator[AsItIs]]


@dataclass(frozen=True, slots=True)
class Sources:
    """By store what a part is made of."""

    rows: Mapping[str, RowSource]
    files: Mapping[str, FileSource]


class Bucket(Protocol):
    """A service's own objects."""

    def listed(self, prefix: str) -> AsyncIterator[str]:
        """Every key that begins so, in order."""
        ...

    async def get(self, key: str) -> bytes:
        """See ``Objects``."""
        ...


def of_tables(
    database: Database, holdings: TenantHoldings, exports: Exports, opened: Opened | None = None
) -> dict[str, RowSource]:
    """The tables that a service takes out, found as its holdings say."""
    taken = [rows for rows in holdings.rows if rows.table.name in exports.taken]
    return {
        rows.table.name: of_table(database, rows, exports.taken[rows.table.name].without, opened or {})
        for rows in taken
    }


def of_table(database: Database, found: TenantRows, without: Iterable[str], opened: Opened | None = None) -> RowSource:
    """The rows of one table, without some columns."""
    shown = [column for column in found.table.columns if column.name not in set(without)]
    openers = {name: open_ for name, open_ in (opened or {}).items() if name.startswith(f"{found.table.name}.")}

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        query = select(*(column.label(column.name) for column in shown)).where(*found.of_tenant(tenant_id))
        async with database.begin(tenant_id) as tx:
            result = await tx.conn.stream(query.execution_options(yield_per=AT_ONCE))
            async for row in result.mappings():
                told = dict(row)
                for name, open_ in openers.items():
                    column = name.partition(".")[2]
                    if told.get(column) is not None:
                        told[column] = open_(tenant_id, told[column])
                yield told

    return rows


def of_folder(objects: Bucket, place: Place) -> RowSource:
    """The objects of a folder as rows: the key below the folder, and the text; what is no text in base64."""

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        prefix = place.prefix_of(tenant_id)
        async for key in objects.listed(prefix):
            body = await objects.get(key)
            try:
                yield {"key": key.removeprefix(prefix), "text": body.decode()}
            except UnicodeDecodeError:
                yield {"key": key.removeprefix(prefix), "base64": body}

    return rows


def files_of_folder(objects: Bucket, place: Place) -> FileSource:
    """The objects of a folder, each a file."""

    async def files(tenant_id: UUID) -> AsyncIterator[AsItIs]:
        prefix = place.prefix_of(tenant_id)
        async for key in objects.listed(prefix):
            yield AsItIs(key.removeprefix(prefix), lambda key=key: objects.get(key))  # type: ignore[misc]

    return files
