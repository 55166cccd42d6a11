"""Topic ``collector.website-state``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Content, Open, State, Terms
from common.contracts.vocabulary import WebsiteStatus
from common.primitives.text import Kept


class WebsiteState(State):
    """A website as it is now: announced when it is entered and after each change of what is told here."""

    topic: ClassVar[str] = "collector.website-state"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To know every website's present, however long ago it was entered: read the topic from its beginning.",
        orders="the states of one website; the newest is all that counts",
        retention_days=None,
    )

    website_id: UUID = Field(description="The website.")
    url: Content[str | None] = Field(description="Canonical address; null when deleted.")
    domain: Content[str | None] = Field(
        description="Registrable domain, unique within the organisation; null when deleted."
    )
    name: Content[Kept | None] = Field(description="What the tenant calls it; null where it has no name, or deleted.")
    client_id: UUID | None = Field(
        default=None, description="The agency's client whose website it is; null where it belongs to none."
    )
    status: Open[WebsiteStatus] | None = Field(
        description="How its last crawl stands; null when deleted. An unknown word: it is there, nothing more is known."
    )
    registered_at: AwareDatetime | None = Field(description="When it was entered (UTC); null when deleted.")
    last_scraped_at: AwareDatetime | None = Field(
        default=None, description="When its last crawl that read a page ended (UTC); null where none has."
    )
