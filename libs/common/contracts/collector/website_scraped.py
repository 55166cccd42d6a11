"""Topic ``collector.website-scraped``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Technical, Terms


class WebsiteScraped(Event):
    """A crawl has ended with at least one page read."""

    topic: ClassVar[str] = "collector.website-scraped"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know that a website's pages are fresh, and why some were not read.",
        orders="the crawls of one website",
    )

    website_id: UUID = Field(description="The website that was read.")
    crawl_id: UUID = Field(description="The crawl; its pages carry the same id.")
    audit_id: UUID | None = Field(default=None, description="The audit that asked for it; null where none did.")
    pages: int = Field(ge=1, description="Pages read and stored.")
    skipped: Technical[dict[str, int]] = Field(
        default_factory=dict, description="Count of urls not read, by reason slug; reasons are added, carry any."
    )
