"""HTTP: the brands around a website, and how brands stand in answers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from analyzer.answers import queries
from analyzer.answers.views import BrandStatePage, BrandStateView, BrandView
from analyzer.brands.rules.names import normalized
from analyzer.shared.arrivals import known_audit, known_website
from analyzer.shared.http import CurrentDatabase
from common.contracts.vocabulary import Presence
from common.errors import Invalid
from common.http import CurrentTenant

router = APIRouter()


@router.get("/v1/brands")
async def read_brands(
    website_id: UUID, principal: CurrentTenant, database: CurrentDatabase, client_id: UUID | None = None
) -> list[BrandView]:
    """The brands around a website, those in most answers first: its own, its rivals, and those answers brought up.

    With `client_id`, answers of that client's audits are counted alone.
    """
    async with database.begin(principal.tenant) as tx:
        await known_website(tx, website_id)
        rows = await queries.brands_of(tx, website_id, client_id=client_id)
    return [BrandView.of(row) for row in rows]


@router.get("/v1/brand-states")
async def read_brand_states(  # noqa: PLR0913, PLR0917 - each is a query parameter
    audit_id: UUID,
    principal: CurrentTenant,
    database: CurrentDatabase,
    brand: Annotated[str | None, Query(description="Name, in any case, or id.", max_length=255)] = None,
    presence: Presence | None = None,
    after: Annotated[str | None, Query(description="``next`` of the page before.", max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> BrandStatePage:
    """How brands stand in the answers of an audit, with the sentences that prove it."""
    async with database.begin(principal.tenant) as tx:
        await known_audit(tx, audit_id)
        rows = await queries.states_of(
            tx,
            audit_id,
            brand=normalized(brand) if brand else None,
            presence=presence,
            after=_cursor(after),
            most=limit + 1,
        )
    shown = rows[:limit]
    more = f"{shown[-1]['response_id']}.{shown[-1]['id']}" if len(rows) > limit else None
    return BrandStatePage(items=tuple(BrandStateView.of(row) for row in shown), next=more)


def _cursor(after: str | None) -> tuple[UUID, UUID] | None:
    if after is None:
        return None
    try:
        response, state = (UUID(part) for part in after.split("."))
    except ValueError:
        raise Invalid("cursor-invalid", "`after` is not the `next` of a page.") from None
    return response, state
