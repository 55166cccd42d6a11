"""SQL of brands that a website alone knew: they go with it, and with them what people decided about them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select, union

from analyzer.answers.tables import answers, brand_states
from analyzer.brands.rules.names import brand_id
from analyzer.brands.tables import aliases, brand_decisions, brands, curated_brands
from analyzer.prompts.tables import plans
from analyzer.sites.tables import competitor_relationships
from common.stores.postgres import Tx

_BY_BRAND = ((aliases, "brand_id"), (curated_brands, "brand_id"), (brand_decisions, "brand_id"), (brands, "id"))


async def brands_of(tx: Tx, website_id: UUID) -> set[UUID]:
    """The brands that a website's answers, rivals and plans name: before its rows are deleted."""
    of_answers = select(answers.c.response_id).where(
        answers.c.tenant_id == tx.tenant_id, answers.c.website_id == website_id
    )
    named = select(brand_states.c.brand_id).where(
        brand_states.c.tenant_id == tx.tenant_id, brand_states.c.response_id.in_(of_answers)
    )
    found = set((await tx.execute(named.distinct())).scalars())
    for pair in await pairs(tx, website_id):
        found.update(pair)
    return found | await _planned(tx, website_id)


async def pairs(tx: Tx, website_id: UUID | None = None) -> set[tuple[UUID, UUID]]:
    """Who competes with whom, as a website says, or any."""
    table = competitor_relationships.c
    query = select(table.primary_brand_id, table.competitor_brand_id).where(table.tenant_id == tx.tenant_id)
    if website_id is not None:
        query = query.where(table.website_id == website_id)
    return {(row.primary_brand_id, row.competitor_brand_id) for row in await tx.execute(query)}


async def delete_unknown(tx: Tx, candidates: Collection[UUID]) -> set[UUID]:
    """Delete those of some brands that nothing else knows any more: after a website's rows are deleted."""
    unknown = set(candidates) - await _known(tx, candidates)
    merged = select(curated_brands.c.brand_id, curated_brands.c.merged_into).where(
        curated_brands.c.tenant_id == tx.tenant_id, curated_brands.c.merged_into.is_not(None)
    )
    into = {row.brand_id: row.merged_into for row in await tx.execute(merged)}
    while held := {target for part, target in into.items() if target in unknown and part not in unknown}:
        unknown -= held  # a part that stays needs the brand that it is a part of
    for table, key in _BY_BRAND:
        await tx.execute(delete(table).where(table.c.tenant_id == tx.tenant_id, table.c[key].in_(unknown)))
    return unknown


async def standing(tx: Tx, ids: Collection[UUID]) -> set[UUID]:
    """Which of some ids are brands now."""
    query = select(brands.c.id).where(brands.c.tenant_id == tx.tenant_id, brands.c.id.in_(ids))
    return set((await tx.execute(query)).scalars())


async def _known(tx: Tx, candidates: Collection[UUID]) -> set[UUID]:
    rivals, states = competitor_relationships.c, brand_states.c
    named = union(
        *(
            select(own.label("id")).where(own.table.c.tenant_id == tx.tenant_id, own.in_(candidates)).distinct()
            for own in (states.brand_id, rivals.primary_brand_id, rivals.competitor_brand_id)
        )
    )
    return set((await tx.execute(named)).scalars()) | await _planned(tx)


async def _planned(tx: Tx, website_id: UUID | None = None) -> set[UUID]:
    """The brands that plans have answers searched for; a plan keeps their names."""
    query = select(plans.c.brands).where(plans.c.tenant_id == tx.tenant_id)
    if website_id is not None:
        query = query.where(plans.c.website_id == website_id)
    lists = (await tx.execute(query)).scalars()
    return {brand_id(tx.tenant_id, each["name"]) for listed in lists for each in listed or ()}
