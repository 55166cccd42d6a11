"""HTTP of webhooks: parse, call, return."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import RowMapping

from common.http import Page, PageAsked, Principal, needs, paged, provided, refuses
from common.primitives.errors import NotFound
from common.stores.postgres import UnitOfWork
from reports.webhooks import queries
from reports.webhooks.registry import Webhooks
from reports.webhooks.rules.schedule import Status
from reports.webhooks.rules.targets import TARGET_PROBLEMS
from reports.webhooks.shapes import (
    Delivery,
    NewWebhook,
    Replay,
    ReplayOrder,
    TestOrder,
    Webhook,
    WebhookChange,
    WebhookWithSecret,
)

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])
Reader = Annotated[Principal, needs("webhooks:read")]
Writer = Annotated[Principal, needs("webhooks:write")]
Unit = Annotated[UnitOfWork, Depends(provided(UnitOfWork))]
Registry = Annotated[Webhooks, Depends(provided(Webhooks))]
Listed = Annotated[PageAsked, Depends(paged("webhooks", UUID))]
Deliveries = Annotated[PageAsked, Depends(paged("webhook-deliveries", datetime, UUID))]


@router.post("", status_code=201)
@refuses("webhooks-full", *TARGET_PROBLEMS)
async def add_webhook(body: NewWebhook, who: Writer, webhooks: Registry) -> WebhookWithSecret:
    """Add an address that is told of events. The answer holds the secret, which is shown this once."""
    return _with_secret(*await webhooks.add(who, body.url, body.events, body.description))


@router.get("")
async def list_webhooks(who: Reader, unit: Unit, page: Listed) -> Page[Webhook]:
    """The organisation's webhooks, the first made first."""
    async with unit.begin(who.tenant) as tx:
        rows = await queries.listed(tx, limit=page.fetch, after=page.after_id)
    shown, more = page.cut(rows, key=lambda row: (row["id"],))
    return Page(items=[Webhook.model_validate(row) for row in shown], next=more)


@router.get("/{webhook_id}")
@refuses("webhook-not-found")
async def read_webhook(webhook_id: UUID, who: Reader, unit: Unit) -> Webhook:
    """One webhook; 404 where it does not exist or is another organisation's."""
    async with unit.begin(who.tenant) as tx:
        return Webhook.model_validate(_own(await queries.webhook(tx, webhook_id)))


@router.patch("/{webhook_id}")
@refuses("webhook-not-found", *TARGET_PROBLEMS)
async def change_webhook(webhook_id: UUID, body: WebhookChange, who: Writer, webhooks: Registry) -> Webhook:
    """Change a webhook. What waits for one that is made inactive has failed; it can be sent again."""
    given = body.model_dump(exclude_unset=True)
    fields = {name: value for name, value in given.items() if value is not None or name == "description"}
    return Webhook.model_validate(await webhooks.change(who, webhook_id, fields))


@router.delete("/{webhook_id}", status_code=204)
@refuses("webhook-not-found")
async def remove_webhook(webhook_id: UUID, who: Writer, webhooks: Registry) -> None:
    """Remove a webhook with its secret and its deliveries."""
    await webhooks.remove(who, webhook_id)


@router.post("/{webhook_id}/secret")
@refuses("webhook-not-found")
async def renew_secret(webhook_id: UUID, who: Writer, webhooks: Registry) -> WebhookWithSecret:
    """Replace the secret. For 24 hours both sign, so that a receiver can change over in peace."""
    return _with_secret(*await webhooks.renew(who, webhook_id))


@router.post("/{webhook_id}/test", status_code=202)
@refuses("webhook-not-found", "webhook-disabled")
async def send_test(webhook_id: UUID, body: TestOrder, who: Writer, webhooks: Registry) -> Delivery:
    """Send an example of an event. It says `"test": true`, and is tried once."""
    return Delivery.model_validate(await webhooks.try_out(who, webhook_id, body.event))


@router.get("/{webhook_id}/deliveries")
@refuses("webhook-not-found")
async def list_deliveries(
    webhook_id: UUID, who: Reader, unit: Unit, page: Deliveries, delivery_status: Status | None = None
) -> Page[Delivery]:  # fmt: skip
    """How the telling went, the newest first. What ended is kept for 30 days."""
    async with unit.begin(who.tenant) as tx:
        _own(await queries.webhook(tx, webhook_id))
        rows = await queries.deliveries_of(tx, webhook_id, status=delivery_status, limit=page.fetch, after=page.after)
    shown, more = page.cut(rows, key=lambda row: (row["created_at"], row["id"]))
    return Page(items=[Delivery.model_validate(row) for row in shown], next=more)


@router.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=202)
@refuses("webhook-not-found", "delivery-not-found", "webhook-disabled")
async def replay_delivery(webhook_id: UUID, delivery_id: UUID, who: Writer, webhooks: Registry) -> Delivery:
    """Send one delivery again, whatever became of it. Its id stays."""
    return Delivery.model_validate(await webhooks.send_again(who, webhook_id, delivery_id))


@router.post("/{webhook_id}/replay", status_code=202)
@refuses("webhook-not-found", "webhook-disabled")
async def replay_failed(webhook_id: UUID, body: ReplayOrder, who: Writer, webhooks: Registry) -> Replay:
    """Send again what failed of the events since a moment."""
    return Replay(deliveries=await webhooks.send_failed(who, webhook_id, body.since))


def _own(found: RowMapping | None) -> RowMapping:
    if found is None:
        raise NotFound("webhook-not-found", "There is no such webhook.")
    return found


def _with_secret(row: RowMapping, secret: str) -> WebhookWithSecret:
    return WebhookWithSecret.model_validate({**row, "secret": secret})
