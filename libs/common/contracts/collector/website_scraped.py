"""Topic ``collector.website-scraped``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event


class WebsiteScraped(Event):
    """A crawl has ended with at least one page read."""

    topic: ClassVar[str] = "collector.website-scraped"
    key_field: ClassVar[str] = "website_id"

    website_id: UUID
    crawl_id: UUID
    audit_id: UUID | None = None
    pages: int = Field(ge=1)
    skipped: dict[str, int] = Field(default_factory=dict, description="Count of urls not read, by reason slug.")
