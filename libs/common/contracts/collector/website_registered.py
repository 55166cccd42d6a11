"""Topic ``collector.website-registered``."""

from typing import ClassVar

from pydantic import Field

from common.contracts.answer import WebsiteContext
from common.contracts.message import Content, Event, Terms
from common.primitives.text import Kept


class WebsiteRegistered(WebsiteContext, Event):
    """A tenant entered a website."""

    topic: ClassVar[str] = "collector.website-registered"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To notice new websites; their present is in collector.website-state.",
        orders="what happens to one website",
    )

    url: Content[str] = Field(description="Canonical address it is entered by, with scheme and path.")
    domain: Content[str] = Field(description="Its registrable domain, lower case; unique within the organisation.")
    name: Content[Kept | None] = Field(default=None, description="What the tenant calls it; null where it has no name.")
