"""SQL on ClickHouse that erases. A rebuild's tables are looked at, too: they may take the place of the live ones."""

from uuid import UUID

from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TABLES

_OF_TENANT = "tenant_id = {tenant:UUID}"
_OF_WEBSITE = f"{_OF_TENANT} AND website_id = {{website:UUID}}"
_THERE = (
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN {names:Array(String)} ORDER BY name"
)


async def erase_rows(tenant_id: UUID, website_id: UUID, *, clickhouse: ClickHouse) -> None:
    """Remove every row of a website, or of a tenant whose own id stands for the website.

    Returns when they are gone. Where there is none, nothing is rewritten.
    """
    own = _OF_TENANT if website_id == tenant_id else _OF_WEBSITE
    whose = {"tenant": tenant_id, "website": website_id}
    names = sorted({*TABLES, *(f"{table}_rebuilt" for table in TABLES)})
    for row in await clickhouse.rows(_THERE, {"names": names}):
        held = await clickhouse.rows(f"SELECT count() AS n FROM {row['name']} WHERE {own}", whose)  # noqa: S608 - ours
        if held[0]["n"]:
            await clickhouse.execute(f"ALTER TABLE {row['name']} DELETE WHERE {own} SETTINGS mutations_sync = 2", whose)
