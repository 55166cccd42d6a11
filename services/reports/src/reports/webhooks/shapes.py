"""What the routes of webhooks take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from common.http import Body, like
from common.primitives.moments import Moment
from common.primitives.text import Given, Name
from reports.webhooks.rules.schedule import Status
from reports.webhooks.rules.telling import EventName

Url = Annotated[str, Given(2048), Field(description="An https address; it is told by POST.")]
Events = Annotated[
    list[EventName], Field(min_length=1, max_length=10, description="What it is told of; more words will come.")
]
_EXAMPLE = {"url": "https://hooks.shop.example/brandmon", "events": ["audit.finished", "report.ready"]}


class NewWebhook(Body):
    """An address that is to be told of events."""

    model_config = like(_EXAMPLE)

    url: Url
    events: Events
    description: Name | None = None


class WebhookChange(Body):
    """What is to be changed of a webhook; what is left out stays."""

    model_config = like({"events": ["report.ready"], "is_active": True})

    url: Url | None = None
    events: Events | None = None
    description: Name | None = Field(default=None, description="null takes it away.")
    is_active: bool | None = Field(default=None, description="Whether it is told of anything.")


class TestOrder(Body):
    """Which example is to be sent."""

    model_config = like({"event": "report.ready"})

    event: EventName


class ReplayOrder(Body):
    """Since when failed deliveries are to be sent again."""

    model_config = like({"since": "2026-11-21T09:00:00Z"})

    since: Moment


class Webhook(BaseModel):
    """An address that is told of events."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    url: str
    description: str | None
    events: list[str]
    is_active: bool
    disabled_at: datetime | None
    disabled_reason: str | None = Field(
        description="Why it is told of nothing, a slug: by-hand, gone (it answered 410), failing (for days)."
    )
    failing_since: datetime | None = Field(description="Since when no event was taken; null where the last one was.")
    previous_secret_until: datetime | None = Field(description="Until then the secret before signs, too.")
    created_at: datetime


class WebhookWithSecret(Webhook):
    """A webhook with its secret, which is shown this once."""

    secret: str = Field(description="Verifies what is sent; keep it, it can't be read again, only replaced.")


class Delivery(BaseModel):
    """One event on its way to one webhook."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID = Field(description="The header webhook-id of every try: by it a receiver knows what it had before.")
    webhook_id: UUID
    event: str
    website_id: UUID | None = Field(description="The website that it is about; null for an example.")
    is_test: bool = Field(description="An example that was asked for; it is tried once.")
    status: Status = Field(description="waiting (for the next try), delivered or failed (no try will follow).")
    attempts: int = Field(description="Tries so far.")
    http_status: int | None = Field(description="HTTP status of the last try's answer; null where none came.")
    ms: int | None = Field(description="How long the last try took, in milliseconds.")
    reason: str | None = Field(description="Why the last try was none, a slug such as http-500 or timed-out.")
    created_at: datetime
    last_attempt_at: datetime | None
    next_attempt_at: datetime | None


class Replay(BaseModel):
    """What is sent again."""

    deliveries: int = Field(description="How many were put into the queue; at most 1,000 at once, the oldest first.")
