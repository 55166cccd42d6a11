"""HTTP: parse, call, return."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from analyzer import queries
from analyzer.brands import normalized
from analyzer.views import AnalysisView, BrandStatePage, BrandStateView, BrandView, ClassificationView
from common.contracts.vocabulary import Presence
from common.errors import Invalid, NotFound
from common.http import CurrentTenant
from common.postgres import Database, Tx

router = APIRouter()


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


Store = Annotated[Database, Depends(_database)]


@router.get("/v1/analyses")
async def read_analyses(website_id: UUID, principal: CurrentTenant, database: Store) -> list[AnalysisView]:
    """The analyses of a website, the newest first, each finding with its page and sentence."""
    async with database.begin(principal.tenant) as tx:
        await _known_website(tx, website_id)
        rows = await queries.analyses(tx, website_id)
    return [AnalysisView.of(row) for row in rows]


@router.get("/v1/brands")
async def read_brands(website_id: UUID, principal: CurrentTenant, database: Store) -> list[BrandView]:
    """The brands around a website, those in most answers first: its own, its rivals, and those answers brought up."""
    async with database.begin(principal.tenant) as tx:
        await _known_website(tx, website_id)
        rows = await queries.brands_of(tx, website_id)
    return [BrandView.of(row) for row in rows]


@router.get("/v1/brand-states")
async def read_brand_states(  # noqa: PLR0913, PLR0917 - each is a query parameter
    audit_id: UUID,
    principal: CurrentTenant,
    database: Store,
    brand: Annotated[str | None, Query(description="Name, in any case, or id.", max_length=255)] = None,
    presence: Presence | None = None,
    after: Annotated[str | None, Query(description="``next`` of the page before.", max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> BrandStatePage:
    """How brands stand in the answers of an audit, with the sentences that prove it."""
    async with database.begin(principal.tenant) as tx:
        await _known_audit(tx, audit_id)
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


@router.get("/v1/classifications")
async def read_classifications(audit_id: UUID, principal: CurrentTenant, database: Store) -> list[ClassificationView]:
    """What the prompts of an audit are about, by conversation, in the order in which they are said."""
    async with database.begin(principal.tenant) as tx:
        await _known_audit(tx, audit_id)
        rows = await queries.classifications_of(tx, audit_id)
    return [ClassificationView.of(row) for row in rows]


async def _known_audit(tx: Tx, audit_id: UUID) -> None:
    if not await queries.knows_audit(tx, audit_id):
        raise NotFound("audit-not-found", "Nothing of such an audit is known here.")


async def _known_website(tx: Tx, website_id: UUID) -> None:
    if not await queries.knows_website(tx, website_id):
        raise NotFound("website-not-found", "Nothing of such a website is known here.")


def _cursor(after: str | None) -> tuple[UUID, UUID] | None:
    if after is None:
        return None
    try:
        response, state = (UUID(part) for part in after.split("."))
    except ValueError:
        raise Invalid("cursor-invalid", "`after` is not the `next` of a page.") from None
    return response, state
