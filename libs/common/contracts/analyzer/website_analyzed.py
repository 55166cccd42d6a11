"""Topic ``analyzer.website-analyzed``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Event, Open, Technical, Terms
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


class WebsiteAnalyzed(Event):
    """What a business does, read from its own site."""

    topic: ClassVar[str] = "analyzer.website-analyzed"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know a business by what its site says: conversations are planned from it.",
        orders="the analyses of one website",
    )

    website_id: UUID = Field(description="The website.")
    audit_id: UUID = Field(description="The audit that asked for it.")
    crawl_id: UUID = Field(description="The crawl whose pages were read.")
    analysis_id: UUID = Field(description="The analysis.")
    analyzer_version: Technical[str] = Field(description="Label and hash of the rules, or the model, that read it.")
    language: Technical[str] = Field(description="ISO 639-1 code of the language that the findings are in.")
    brand: BrandName = Field(description="The customer's own brand.")
    industry: Content[str] = Field(description="The trade in a word or two; Other where it could not be told.")
    category: Content[str] = Field(description="What is sold, as a customer would search for it.")
    business_model: Open[BusinessModel] = Field(
        description="Who buys from whom; under an unknown word businesses and people both may."
    )
    summary: Content[str] = Field(description="One or two sentences on what the business does.")
    offerings: tuple[Offering, ...] = Field(default=(), description="Products and services; may be empty.")
    value_propositions: tuple[SourcedText, ...] = Field(default=(), description="What it promises; may be empty.")
    target_markets: tuple[Segment, ...] = Field(default=(), description="Whom it is for; may be empty.")
    problems: tuple[Concern, ...] = Field(default=(), description="Troubles it says it solves; may be empty.")
    objections: tuple[Concern, ...] = Field(default=(), description="Doubts it answers; may be empty.")
    keywords: Content[tuple[str, ...]] = Field(default=(), description="Words it speaks most of; may be empty.")
    competitors: tuple[BrandName, ...] = Field(default=(), description="Rivals the site itself names; may be empty.")
    business_kind: Open[BusinessKind] | None = Field(
        default=None, description="What kind of business it is; null where it could not be told, or was not yet read."
    )
    local: bool = Field(default=False, description="True where customers look for it by its place.")
    places: tuple[SourcedText, ...] = Field(default=(), description="Towns and regions it serves; may be empty.")
    proposals: tuple[CategoryProposal, ...] = Field(
        default=(), description="What the category may be, the best first; the first is the one taken."
    )
    others: tuple[NamedOther, ...] = Field(default=(), description="Names that are no rivals; may be empty.")
    features: tuple[SourcedText, ...] = Field(default=(), description="What it can do or stands out by; may be empty.")
    proof: tuple[SourcedText, ...] = Field(default=(), description="What it proves itself with; may be empty.")
    markets: Content[tuple[str, ...]] = Field(default=(), description="Countries it sells to; may be empty.")
    understood: tuple[Understood, ...] = Field(default=(), description="How well each field is understood.")
