"""What goes into an analysis and what comes out of it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from analyzer.sites.rules.reading.pages import Site, WebsitePage
from analyzer.sites.rules.relations import Competitor
from common.contracts.vocabulary import (
    BrandName,
    BusinessKind,
    BusinessModel,
    CategoryProposal,
    Concern,
    NamedOther,
    Offering,
    Segment,
    SourcedText,
    Understood,
)

__all__ = ["Competitor", "NothingToRead", "Part", "Site", "Source", "Tone", "WebsiteAnalysis", "WebsitePage"]

Tone = Literal["conversational", "neutral", "formal"]
Part = Literal["text", "title", "description", "headings", "navigation", "footer", "structured", "outline"]


class Source(BaseModel):
    """Where a finding stands: in a part of a page, as a span in Unicode code points. Headings are one a line.

    ``field`` is the analysis's field, ``item`` the finding in it. A field that many words decide has several sources.
    """

    model_config = ConfigDict(frozen=True)

    field: str
    item: str | None
    url: str
    part: Part
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class WebsiteAnalysis(BaseModel):
    """What a business does, as its own site tells it. Every finding names its page and its sentence."""

    model_config = ConfigDict(frozen=True)

    brand: BrandName
    language: str
    industry: str = Field(min_length=1)
    category: str = Field(min_length=1, description='Fits into "Which ... would you recommend?".')
    business_model: BusinessModel
    business_model_reason: str
    summary: str
    offerings: tuple[Offering, ...] = ()
    value_propositions: tuple[SourcedText, ...] = ()
    target_markets: tuple[Segment, ...] = ()
    problems: tuple[Concern, ...] = ()
    objections: tuple[Concern, ...] = ()
    keywords: tuple[str, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    tone: Tone | None = None
    tone_reason: str = ""
    sources: tuple[Source, ...] = ()
    business_kind: BusinessKind | None = None
    local: bool = False
    places: tuple[SourcedText, ...] = ()
    proposals: tuple[CategoryProposal, ...] = ()
    others: tuple[NamedOther, ...] = ()
    features: tuple[SourcedText, ...] = ()
    proof: tuple[SourcedText, ...] = ()
    markets: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()


class NothingToRead(Exception):  # noqa: N818 - a finding about the site
    """No page of the site has any text."""
