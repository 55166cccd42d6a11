"""What goes into an analysis and what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from common.contracts.message import UnknownWord
from common.contracts.vocabulary import BrandName, BusinessModel, Concern, PageType, SourcedText

Tone = Literal["conversational", "neutral", "formal"]
Part = Literal["text", "title", "description", "headings"]


@dataclass(frozen=True, slots=True)
class WebsitePage:
    """One page as the crawl read it. ``text`` has one paragraph, list item or table row a line."""

    url: str
    title: str | None
    meta_description: str | None
    headings: tuple[str, ...]
    text: str
    page_type: PageType | UnknownWord
    language: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of a crawl, the most telling first, and what the customer himself said about the site."""

    pages: tuple[WebsitePage, ...]
    url: str
    name: str | None = None

    @classmethod
    def of(cls, pages: Sequence[WebsitePage], url: str, name: str | None = None) -> "Site":
        """Order the pages: home, about, product and service, the rest, blog; within a kind by address."""
        other = _WEIGHT["other"]
        return cls(tuple(sorted(pages, key=lambda page: (_WEIGHT.get(page.page_type, other), page.url))), url, name)

    @property
    def home(self) -> WebsitePage:
        """The home page, or the page that comes closest."""
        return self.pages[0]


_WEIGHT: dict[str, int] = {
    "homepage": 0, "about": 1, "product": 2, "service": 2, "other": 3, "contact": 4, "blog": 5,
}  # fmt: skip


class Competitor(BaseModel):
    """A rival that the site itself names, with the sentence in which it does."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1)
    url: str | None = None
    evidence: str | None = None


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
    offerings: tuple[SourcedText, ...] = ()
    value_propositions: tuple[SourcedText, ...] = ()
    target_markets: tuple[SourcedText, ...] = ()
    problems: tuple[Concern, ...] = ()
    objections: tuple[Concern, ...] = ()
    keywords: tuple[str, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    tone: Tone | None = None
    tone_reason: str = ""
    sources: tuple[Source, ...] = ()


class NothingToRead(Exception):  # noqa: N818 - a finding about the site
    """No page of the site has any text."""
