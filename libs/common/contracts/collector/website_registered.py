"""Topic ``collector.website-registered``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event


class WebsiteRegistered(Event):
    """A tenant entered a website."""

    topic: ClassVar[str] = "collector.website-registered"
    key_field: ClassVar[str] = "website_id"

    website_id: UUID
    url: str
    domain: str
    name: str | None = None
