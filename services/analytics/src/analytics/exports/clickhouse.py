"""SQL on ClickHouse that takes out: an organisation's rows, in portions that fit into memory."""

from collections.abc import AsyncIterator
from uuid import UUID

from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TenantReader
from common.exports.sources import RowSource
from common.exports.writing import Row

AT_ONCE = 10_000
"""Rows of a portion, about."""
_KEY = "SELECT sorting_key FROM system.tables WHERE database = currentDatabase() AND name = {name:String}"


def of_clickhouse(clickhouse: ClickHouse, table: str) -> RowSource:
    """The rows of a table.

    Portions are made by a digest of each row's key, so that what is written meanwhile moves no row from one to another:
    none is missed, none comes twice.
    """

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        reader = TenantReader(clickhouse, tenant_id)
        [found] = await clickhouse.rows(_KEY, {"name": table})
        [counted] = await reader.rows(f"SELECT count() AS n FROM ${table}", {})  # noqa: S608 - a name of ours
        portions = counted["n"] // AT_ONCE + 1
        own = f"SELECT * FROM ${table} WHERE cityHash64({found['sorting_key']}) % {portions}"  # noqa: S608 - ours
        for portion in range(portions):
            for row in await reader.rows(f"{own} = {portion}", {}):
                yield row

    return rows
