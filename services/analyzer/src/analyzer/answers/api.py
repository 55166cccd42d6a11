"""HTTP: the brands around a website, and how brands stand in answers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from analyzer.answers import queries
from analyzer.answers.views import BrandStateView, BrandView
from analyzer.brands.rules.names import normalized
from analyzer.shared.arrivals import known_audit, known_website
from analyzer.shared.http import CurrentDatabase
from common.contracts.vocabulary import Presence
from common.http import Page, PageAsked, Principal, needs, paged, refuses, whole
from common.primitives.text import Name

router = APIRouter()
Reader = Annotated[Principal, needs("readings:read")]
StatesAsked = Annotated[PageAsked, Depends(paged("brand-states", UUID, UUID, size=100, largest=500))]


@router.get("/v1/brands")
@refuses("website-not-found")
async def read_brands(
    website_id: UUID, principal: Reader, database: CurrentDatabase, client_id: UUID | None = None
) -> Page[BrandView]:
    """The brands around a website, those in most answers first: its own, its rivals, and those answers brought up.

    With `client_id`, answers of that client's audits are counted alone.
    """
    async with database.begin(principal.tenant) as tx:
        await known_website(tx, website_id)
        rows = await queries.brands_of(tx, website_id, client_id=client_id)
    return whole(BrandView.of(row) for row in rows)


@router.get("/v1/brand-states")
@refuses("audit-not-found")
async def read_brand_states(
    audit_id: UUID,
    principal: Reader,
    database: CurrentDatabase,
    page: StatesAsked,
    brand: Annotated[Name | None, Query(description="Name, in any case, or id.")] = None,
    presence: Presence | None = None,
) -> Page[BrandStateView]:
    """How brands stand in the answers of an audit, with the sentences that prove it."""
    named = normalized(brand) if brand else None
    async with database.begin(principal.tenant) as tx:
        await known_audit(tx, audit_id)
        rows = await queries.states_of(tx, audit_id, brand=named, presence=presence, after=page.after, most=page.fetch)
    shown, more = page.cut(rows, key=lambda row: (row["response_id"], row["id"]))
    return Page(items=[BrandStateView.of(row) for row in shown], next=more)
