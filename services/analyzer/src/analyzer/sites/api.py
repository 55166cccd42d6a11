"""HTTP: the analyses of a website."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from analyzer.shared.arrivals import known_website
from analyzer.shared.http import CurrentDatabase, View
from analyzer.sites import queries
from analyzer.sites.rules.analysis import Competitor, Source, Tone
from analyzer.sites.store import SINCE
from common.contracts.vocabulary import (
    BrandName,
    BusinessKind,
    BusinessModel,
    CategoryProposal,
    NamedOther,
    Offering,
    Segment,
    SourcedText,
    Understood,
)
from common.http import Page, PageAsked, Principal, needs, paged, refuses

router = APIRouter()
AnalysesAsked = Annotated[PageAsked, Depends(paged("analyses", datetime, UUID))]

Reader = Annotated[Principal, needs("sites:read")]


class AnalysisView(View):
    """What a business does, as its site told it to one audit."""

    id: UUID
    website_id: UUID
    audit_id: UUID
    crawl_id: UUID
    version: str
    fallback_reason: str | None = Field(description="Why rules did what a model was configured for; null else.")
    analyzed_at: datetime
    language: str
    brand: BrandName
    industry: str
    category: str
    business_model: BusinessModel
    business_model_reason: str
    summary: str
    primary_offerings: tuple[Offering, ...]
    value_propositions: tuple[SourcedText, ...]
    target_markets: tuple[Segment, ...]
    problems: tuple[SourcedText, ...]
    objections: tuple[SourcedText, ...]
    keywords: tuple[str, ...]
    competitors_mentioned: tuple[Competitor, ...]
    tone: Tone | None = Field(description="How the site speaks; null where it can't be told, or was not yet read.")
    tone_reason: str | None
    business_kind: BusinessKind | None = Field(description="Null where it can't be told, or was not yet read.")
    local: bool = Field(description="Whether customers look for it by its place.")
    places: tuple[SourcedText, ...]
    proposals: tuple[CategoryProposal, ...] = Field(description="What the category may be, the best first.")
    others: tuple[NamedOther, ...] = Field(description="Names on the site that are no rivals.")
    features: tuple[SourcedText, ...]
    proof: tuple[SourcedText, ...]
    markets: tuple[str, ...]
    understood: tuple[Understood, ...] = Field(description="How well each field is understood.")
    sources: tuple[Source, ...] = Field(description="Where each finding stands: page, part of it, span.")

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "AnalysisView":
        """From a row of ``analyses``; one of before a list was kept has null for it."""
        return cls.model_validate({**row, **{name: row[name] or () for name in SINCE if row[name] is None}})


@router.get("/v1/analyses")
@refuses("website-not-found")
async def read_analyses(
    website_id: UUID, principal: Reader, database: CurrentDatabase, page: AnalysesAsked
) -> Page[AnalysisView]:
    """The analyses of a website, the newest first, each finding with its page and sentence."""
    async with database.begin(principal.tenant) as tx:
        await known_website(tx, website_id)
        rows = await queries.analyses(tx, website_id, limit=page.fetch, before=page.after)
    shown, more = page.cut(rows, key=lambda row: (row["analyzed_at"], row["id"]))
    return Page(items=[AnalysisView.of(row) for row in shown], next=more)
