"""Topic ``collector.website-deleted``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Personal, Terms


class WebsiteDeleted(Event):
    """A website is to be forgotten, with all that was made of it.

    collector: ends its crawls, deletes pages, snapshots, their objects, and leaves a ``deleted`` state.
    simulator: ends its audits as cancelled, deletes plans, runs, answers and their objects. analyzer: deletes pages,
    analyses, classifications, readings, brands that only its answers know, and the graph's part. analytics: deletes
    facts and figures. reports: deletes reports and their files. Each has done so by ``erase_by``; a message about the
    website that comes later is dropped.
    """

    topic: ClassVar[str] = "collector.website-deleted"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have everything that was made of a website erased by whoever keeps some of it.",
        orders="what happens to one website",
    )

    website_id: UUID = Field(description="The website.")
    requested_by: Personal[UUID | None] = Field(
        default=None, description="The user who deleted it; null where its client or organisation goes with it."
    )
    erase_by: AwareDatetime = Field(description="Until when every owner must be done (UTC).")
