"""The stores beside PostgreSQL, and its pool, asked through the services' own modules as one organisation."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TABLES, TenantReader
from analyzer.graph.store import TenantGraph
from collector.pages import objects as pages
from common.contracts.message import Message
from common.contracts.tenants import OrganizationCreated
from common.exports import places
from common.primitives.ids import uuid7
from common.testing.examples import example
from reports.pages import rendering
from tenants.exports import places as archives

from ..asking.world import World
from .schemas import database_of, unit_of


async def graph(world: World) -> Sequence[str]:
    """Nodes of others that a query of the graph finds."""
    own = world.running.parts["analyzer"].api.state.provides[TenantGraph]
    mine = world.mine.side.tenant
    rows = await own.read(mine, "MATCH (n:Brand {tenant_id: $tenant_id}) RETURN n.tenant_id AS tenant")
    assert rows, "the graph is empty"
    return sorted({f"shows a node of {row['tenant']}" for row in rows if not str(row["tenant"]).startswith(str(mine))})


async def facts(world: World) -> Sequence[str]:
    """Facts and figures of others that a reader of ClickHouse finds."""
    mine, found = world.mine.side.tenant, set()
    reader = TenantReader(world.running.parts["analytics"].api.state.provides[ClickHouse], mine)
    for table in sorted(TABLES):
        rows = await reader.rows(f"SELECT DISTINCT tenant_id FROM ${table}", {})
        found |= {f"shows {table} of {row['tenant_id']}" for row in rows if str(row["tenant_id"]) != str(mine)}
    return sorted(found)


async def keys(_world: World) -> Sequence[str]:
    """Keys of objects that do not begin with their tenant, or in which two tenants meet."""
    made = {
        "a page": lambda tenant, own: pages.PageKeys.of(tenant, own, own).raw,
        "all pages": pages.folder_of,
        "a report": lambda tenant, own: rendering.object_key(tenant, own, "html"),
        "a part of an export": lambda tenant, own: places.key_of(tenant, own, "auth", "part.json"),
        "an export": archives.archive_key,
    }
    tenant, own = uuid7(), uuid7()
    return [f"{name}: the key {of(tenant, own)}" for name, of in made.items() if not _begins(of(tenant, own), tenant)]


def _begins(key: str, tenant: UUID) -> bool:
    return key.startswith(f"{tenant}/")


async def pool(world: World) -> Sequence[str]:
    """Rows of others, and rows of anybody where no tenant is set, that a connection of the pool shows later."""
    database, found = database_of(world, "reports"), set()
    query = text("SELECT DISTINCT tenant_id FROM reports")
    for _ in range(5):
        for side in (world.theirs.side, world.mine.side):
            async with database.begin(side.tenant) as tx:
                seen = {row.tenant_id for row in await tx.execute(query)}
            found |= {f"shows {tenant} to {side.tenant}" for tenant in seen - {side.tenant}}
            async with database.system() as conn:
                found |= {f"shows {row.tenant_id} to nobody" for row in await conn.execute(query)}
    return sorted(found)


async def emitted(world: World) -> Sequence[str]:
    """Events of others that a transaction lets out."""
    theirs: Message = example(OrganizationCreated).model_copy(update={"tenant_id": world.theirs.side.tenant})
    found = []
    for begin in (database_of(world, "reports").looking, unit_of(world, "collector").looking):
        try:
            async with begin(world.mine.side.tenant) as tx:
                tx.emit(theirs)
                tx._outgoing.clear()
                found.append(f"{type(tx).__name__} announces what is another organisation's")
        except ValueError:
            pass
    return found


async def taken_together(world: World) -> Sequence[str]:
    """Messages of several organisations that one transaction takes."""
    event = example(OrganizationCreated)
    tenants = (world.mine.side.tenant, world.theirs.side.tenant)
    messages = [event.model_copy(update={"id": uuid7(), "tenant_id": tenant}) for tenant in tenants]
    try:
        async with database_of(world, "reports").once_each(messages):
            return ["one transaction makes effects for two organisations"]
    except ValueError:
        return []
