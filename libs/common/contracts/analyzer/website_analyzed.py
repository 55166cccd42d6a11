"""Topic ``analyzer.website-analyzed``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event
from common.contracts.vocabulary import BrandName, BusinessModel, SourcedText


class WebsiteAnalyzed(Event):
    """What a business does, read from its own site. ``brand`` is the customer's; rivals are those the site names."""

    topic: ClassVar[str] = "analyzer.website-analyzed"
    key_field: ClassVar[str] = "website_id"

    website_id: UUID
    audit_id: UUID
    crawl_id: UUID
    analysis_id: UUID
    analyzer_version: str
    language: str
    brand: BrandName
    industry: str
    category: str
    business_model: BusinessModel
    summary: str
    offerings: tuple[SourcedText, ...] = ()
    value_propositions: tuple[SourcedText, ...] = ()
    target_markets: tuple[SourcedText, ...] = ()
    problems: tuple[SourcedText, ...] = ()
    objections: tuple[SourcedText, ...] = ()
    keywords: tuple[str, ...] = ()
    competitors: tuple[BrandName, ...] = ()
