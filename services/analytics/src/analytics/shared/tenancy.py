"""The one way to read ClickHouse: every table of a query is cut down to one tenant, and to rows without repetition.

Queries name tables as ``$answers``. Each such name becomes a subquery that filters by tenant, first column of every
table's order, and reads with FINAL, so that redelivered rows count once. A query that names a table in any other way
is refused, so that no query can leave this service without its tenant.
"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from analytics.shared.clickhouse import ClickHouse, Row

TABLES = frozenset({"answers", "brand_state_facts", "share_of_voice", "substitution_patterns"})

_NAMED = re.compile(r"\$(\w+)")
_SOURCE = re.compile(r"\b(?:from|join|into|table)\b(?!\s*(?:\$|\())", re.IGNORECASE)
_OWN_ROWS = "(SELECT * FROM {table} FINAL WHERE tenant_id = {{tenant:UUID}})"


class UnscopedQuery(Exception):  # noqa: N818 - a defect of the query, found before it is sent
    """The query would read rows of other tenants."""


def scoped(sql: str) -> str:
    """``sql`` with every ``$table`` cut down to the tenant of the parameter ``tenant``."""
    names = _NAMED.findall(sql)
    if not names:
        raise UnscopedQuery("the query names no table as $table")
    if unknown := set(names) - TABLES:
        raise UnscopedQuery(f"no tenant table is called {', '.join(sorted(unknown))}")
    bare = _NAMED.sub("", sql)
    if _SOURCE.search(sql) or any(re.search(rf"\b{table}\b", bare) for table in TABLES):
        raise UnscopedQuery("the query reads a table that is not written as $table")
    return _NAMED.sub(lambda name: _OWN_ROWS.format(table=name.group(1)), sql)


class TenantReader:
    """Reads the rows of one tenant."""

    def __init__(self, clickhouse: ClickHouse, tenant_id: UUID) -> None:
        self._clickhouse = clickhouse
        self._tenant_id = tenant_id

    async def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        """The rows of ``sql``, whose tables are written as ``$table``."""
        return await self._clickhouse.rows(scoped(sql), {**parameters, "tenant": self._tenant_id})
