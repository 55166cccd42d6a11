"""Topic ``collector.page-scraped``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event
from common.contracts.vocabulary import PageType

TEXT_LIMIT_BYTES = 64 * 1024
"""The text travels up to this size (UTF-8); the whole stands in object storage."""


class PageScraped(Event):
    """One page was read and stored. ``id`` is derived from crawl and page, so that a resumed crawl says it once."""

    topic: ClassVar[str] = "collector.page-scraped"
    key_field: ClassVar[str] = "website_id"

    website_id: UUID
    crawl_id: UUID
    audit_id: UUID | None = Field(default=None, description="The audit that asked for the crawl, if one did.")
    page_id: UUID
    url: str
    title: str | None = None
    meta_description: str | None = None
    headings: tuple[str, ...] = ()
    text: str = Field(description="Cleaned main text, at most 64 KiB.")
    text_truncated: bool = False
    text_object: str = Field(description="Object key of the whole cleaned text.")
    language: str | None = None
    page_type: PageType
    word_count: int = Field(ge=0)
    position: int = Field(ge=1, description="Order within the crawl.")
