"""What analyzer does when a website was deleted or an organisation is erased: rows first, then the graph."""

from uuid import UUID

from sqlalchemy import select, union

from analyzer.answers.tables import answers
from analyzer.graph.erasure import brands
from analyzer.graph.erasure.graph import Part, erase_part
from analyzer.graph.erasure.holdings import HOLDINGS, OF_TENANT
from analyzer.graph.rules.drawing import Node, Relationship
from analyzer.graph.store import TenantGraph
from analyzer.prompts.tables import plans, prompts
from analyzer.sites.tables import site_questions, website_analyses, website_pages
from common.contracts.collector import WebsiteDeleted
from common.contracts.tenants import EraseGraph, EraseReadings
from common.messaging.outcomes import NotReady
from common.process.telemetry import log
from common.stores.erasure.erasing import erase_tenant
from common.stores.erasure.tenants import TenantHoldings
from common.stores.postgres import Database, Tx, UnitOfWork
from common.stores.postgres.erasures import buried_with, bury, bury_audits, bury_beside, erased

_log = log("erasure")


async def erase_website(event: WebsiteDeleted, *, unit: UnitOfWork) -> None:
    """Erase a website. No inbox: what is erased twice is gone once.

    The ids by which the graph knows the website's part are buried with it: its own consumer comes when it can.
    """
    async with unit.begin(event.tenant_id) as tx:
        await bury(tx.conn, tx.tenant_id, event.website_id)
        await bury_audits(tx.conn, tx.tenant_id, event.website_id, await _audits(tx, event.website_id))
        parts, known = await _planned(tx, event.website_id), await brands.brands_of(tx, event.website_id)
        rivals = await brands.pairs(tx, event.website_id)
        await HOLDINGS.delete(tx, event.website_id)
        gone = await brands.delete_unknown(tx, known)
        facts = {_rivalry(*pair) for pair in rivals - await brands.pairs(tx)}
        await bury_beside(tx.conn, tx.tenant_id, event.website_id, {*parts, *gone, *facts})
    _log.info("website erased", website_id=str(event.website_id), brands=len(gone))


async def erase_drawings(event: WebsiteDeleted, *, store: TenantGraph, unit: Database) -> None:
    """Erase a website's part of the graph, once its rows are gone."""
    async with unit.begin(event.tenant_id) as tx:
        if not await erased(tx.conn, tx.tenant_id, [event.website_id]):
            raise NotReady("the website's rows are not erased yet")
        ids = await buried_with(tx.conn, tx.tenant_id, event.website_id)
        back = await brands.standing(tx, ids)  # a brand that another website has brought up since
        rivals = {_rivalry(*pair) for pair in await brands.pairs(tx)}
    part = Part(event.website_id, ids, [own for own in ids if own not in back], [o for o in ids if o not in rivals])
    await erase_part(store, event.tenant_id, part)


async def erase_late(tenant_id: UUID, website_id: UUID, *, store: TenantGraph, unit: Database) -> None:
    """Erase what a late message has drawn; brands stay, as others may name them by now. Of an erased organisation,
    whose own id stands for the website then, nothing stays."""
    if website_id == tenant_id:
        await store.erase(tenant_id)
        return
    async with unit.looking(tenant_id) as tx:
        ids = await buried_with(tx.conn, tenant_id, website_id)
    await erase_part(store, tenant_id, Part(website_id, ids))


async def erase_readings(command: EraseReadings, *, unit: UnitOfWork) -> None:
    """Erase an organisation's analyses, classifications, brands and readings."""
    await erase_tenant(command, OF_TENANT, unit=unit)


async def erase_graph(command: EraseGraph, *, store: TenantGraph, unit: Database) -> None:
    """Erase an organisation's part of the graph: its consumer draws nothing of it meanwhile that would stay."""
    await erase_tenant(command, TenantHoldings(), unit=unit, elsewhere=store.erase)


def _rivalry(one: UUID, other: UUID) -> UUID:
    """The id under which the graph has it that one brand competes with another."""
    return Relationship("COMPETES_WITH", Node("Brand", one), Node("Brand", other)).id


async def _audits(tx: Tx, website_id: UUID) -> set[UUID]:
    tables = (website_pages, website_analyses, site_questions, plans, answers)
    named = [
        select(table.c.audit_id.label("id")).where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
        for table in tables
    ]
    return {own for own in (await tx.execute(union(*named))).scalars() if own is not None}


async def _planned(tx: Tx, website_id: UUID) -> set[UUID]:
    """Conversations and prompts of the website's plans: the graph knows them by their ids."""
    own = select(plans.c.id).where(plans.c.tenant_id == tx.tenant_id, plans.c.website_id == website_id)
    query = select(prompts.c.conversation_id, prompts.c.prompt_id).where(
        prompts.c.tenant_id == tx.tenant_id, prompts.c.plan_id.in_(own)
    )
    return {each for row in await tx.execute(query) for each in row}
