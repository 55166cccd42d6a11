"""SQL of a rebuild: tables beside the live facts, compared with them, and put in their place.

It moves rows of all tenants as they are and shows none: counts are all that leaves. Only operators' rebuilds use it.
"""

from datetime import datetime

from analytics.shared.clickhouse import ClickHouse, Row
from common.process.rebuilds import Difference

FACTS = ("brand_state_facts", "answers")
"""The tables that are projections of events; the figures were announced and are kept as they were computed."""


class Shadow:
    """The tables of one rebuild; names end in ``_rebuilt`` until they are switched. All names in its SQL are ours."""

    def __init__(self, clickhouse: ClickHouse) -> None:
        self._clickhouse = clickhouse

    def name(self, table: str) -> str:
        """What the rebuilt ``table`` is called."""
        return f"{table}_rebuilt"

    async def create(self) -> None:
        """Empty tables like the live ones, and copies of whatever arrives from now on. Leftovers are removed first."""
        await self.drop()
        for table in FACTS:
            await self._clickhouse.execute(f"CREATE TABLE {self.name(table)} AS {table}")
            # a plain copy of rows with derived ids bears repetition, as a sum would not
            await self._clickhouse.execute(
                f"CREATE MATERIALIZED VIEW {table}_copied TO {self.name(table)} AS SELECT * FROM {table}"  # noqa: S608
            )

    async def drop(self) -> None:
        """Remove what ``create`` made; after a switch these are the old tables."""
        for table in FACTS:
            await self._clickhouse.execute(f"DROP TABLE IF EXISTS {table}_copied SYNC")
            await self._clickhouse.execute(f"DROP TABLE IF EXISTS {self.name(table)} SYNC")

    async def carry_over(self, *, before: datetime | None) -> int:
        """Copy what was read out of answers ``before`` the oldest event that is still held (None: everything)."""
        carried = 0
        for table in FACTS:
            older = "true" if before is None else "extracted_at < {before:DateTime64(6)}"
            told = {} if before is None else {"before": before}
            found = await self._rows(f"SELECT count() AS n FROM {table} FINAL WHERE {older}", **told)  # noqa: S608
            carried += int(found[0]["n"])
            sql = f"INSERT INTO {self.name(table)} SELECT * FROM {table} FINAL WHERE {older}"  # noqa: S608
            await self._clickhouse.execute(sql, told)
        return carried

    async def compare(self) -> tuple[Difference, ...]:
        """Both sides, table by table."""
        return tuple([await self._compare(table) for table in FACTS])

    async def _compare(self, table: str) -> Difference:
        named = await self._rows(
            "SELECT sorting_key AS k FROM system.tables WHERE database = currentDatabase() AND name = {table:String}",
            table=table,
        )
        key = named[0]["k"]
        row = (await self._rows(_COMPARISON.format(table=table, rebuilt=self.name(table), key=key)))[0]
        return Difference(table, **{name: int(value) for name, value in row.items()})

    async def switch(self) -> None:
        """Put the rebuilt tables in the place of the live ones; readers see either, never none."""
        pairs = ", ".join(f"{table} AND {self.name(table)}" for table in FACTS)
        await self._clickhouse.execute(f"EXCHANGE TABLES {pairs}")

    async def _rows(self, sql: str, **parameters: object) -> list[Row]:
        return await self._clickhouse.rows(sql, parameters)


# a row is hashed as text: the hash of several columns is null, and so never another one, where any of them is null
_COMPARISON = """
SELECT countIf(of_live > 0) AS live, countIf(of_rebuilt > 0) AS rebuilt,
       countIf(of_rebuilt = 0) AS missing, countIf(of_live = 0) AS extra,
       countIf(of_live > 0 AND of_rebuilt > 0 AND hashes > 1) AS changed
FROM (
    SELECT key, countIf(side = 'live') AS of_live, countIf(side = 'rebuilt') AS of_rebuilt, uniqExact(hash) AS hashes
    FROM (
        SELECT sipHash128({key}) AS key, sipHash128(toString(tuple(*))) AS hash, 'live' AS side FROM {table} FINAL
        UNION ALL
        SELECT sipHash128({key}) AS key, sipHash128(toString(tuple(*))) AS hash, 'rebuilt' AS side FROM {rebuilt} FINAL
    )
    GROUP BY key
)
"""
