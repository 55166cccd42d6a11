"""Topic ``collector.page-scraped``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Event, Open, Technical, Terms
from common.contracts.vocabulary import PageStructure, PageType

TEXT_LIMIT_BYTES = 64 * 1024
"""The text travels up to this size (UTF-8); the whole stands in object storage."""


class PageScraped(Event):
    """One page was read and stored. ``id`` is derived from crawl and page, so that a resumed crawl says it once."""

    topic: ClassVar[str] = "collector.page-scraped"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To work with what a site says, without asking collector: the page travels with its text.",
        orders="the pages of one website, in the order in which they were read",
    )

    website_id: UUID = Field(description="The website the page belongs to.")
    crawl_id: UUID = Field(description="The crawl that read it.")
    audit_id: UUID | None = Field(default=None, description="The audit that asked for the crawl; null where none did.")
    page_id: UUID = Field(description="The page, derived from website and url: the same from crawl to crawl.")
    url: Content[str] = Field(description="Canonical address of the page.")
    title: Content[str | None] = Field(default=None, description="Its title element; null where it has none.")
    meta_description: Content[str | None] = Field(
        default=None, description="Its description for search engines; null where it has none."
    )
    headings: Content[tuple[str, ...]] = Field(default=(), description="Headings in the page's order; may be empty.")
    text: Content[str] = Field(description="Cleaned main text, at most 64 KiB in UTF-8.")
    text_truncated: bool = Field(default=False, description="True where the text was cut at that limit.")
    text_object: Technical[str] = Field(description="Object key of the whole cleaned text; collector's bucket.")
    language: Technical[str | None] = Field(default=None, description="ISO 639-1 code; null where it is not clear.")
    page_type: Open[PageType] = Field(description="What the page is for; treat an unknown word as other.")
    word_count: int = Field(ge=0, description="Words of the whole cleaned text.")
    position: int = Field(ge=1, description="Order within the crawl, from 1.")
    structure: PageStructure | None = Field(
        default=None, description="What its markup says beside the text; null in pages read before it was kept."
    )
    needs_browser: bool = Field(
        default=False,
        description="True where a script in the browser makes the page: its text is only what it holds for others.",
    )
