"""The door that Stripe knocks at: who it is is proven by a signature over the bytes as they came.

Nothing is done here but to keep that an event came, once, and to have a worker follow it; so Stripe gets its answer at
once, and a Stripe that is away costs no event.
"""

import time
from datetime import timedelta

from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.primitives.errors import Problem
from common.process.telemetry import log
from tenants.billing import store
from tenants.billing.following import Billing
from tenants.billing.rules.webhooks import StripeEvent

TOLERANCE = timedelta(minutes=5)
"""How old a signature may be, and how far ahead of our clock."""
_log = log("billing")


class SignatureRefused(Problem):
    """Nothing proves that Stripe sent this."""

    status = 400
    title = "The webhook is not signed as it should be"


class Received(BaseModel):
    """The event is kept; sent again, it changes nothing."""

    received: bool = True


async def receive(body: bytes, signature: str, billing: Billing) -> Received:
    """Keep the event that was sent, unless it is kept; ``SignatureRefused`` where nothing proves who sent it."""
    billing.asked()
    event = read(body, signature, billing.secrets)
    async with billing.unit.system() as conn:
        await _keep(conn, billing, event)
    return Received()


def read(body: bytes, signature: str, secrets: tuple[str, ...]) -> StripeEvent:
    """The event in ``body``; ``SignatureRefused`` unless one of ``secrets`` signed it within the tolerance."""
    if not any(_signed(body, signature, secret) for secret in secrets):
        raise SignatureRefused("webhook-signature-invalid", "The signature is missing, wrong or too old.")
    try:
        return StripeEvent.model_validate_json(body)
    except ValidationError:
        raise SignatureRefused("webhook-signature-invalid", "The body is no event.") from None


def _signed(body: bytes, signature: str, secret: str) -> bool:
    from stripe import SignatureVerificationError, WebhookSignature

    try:
        WebhookSignature.verify_header(body, signature, secret, int(TOLERANCE.total_seconds()))
        at = int(next(part[2:] for part in signature.split(",") if part.startswith("t=")))
    except (SignatureVerificationError, ValueError, TypeError, StopIteration):
        return False  # the client compares texts, which fails where a header is not ASCII
    return at <= time.time() + TOLERANCE.total_seconds()


async def _keep(conn: AsyncConnection, billing: Billing, event: StripeEvent) -> None:
    now = billing.clock.now()
    kept = await store.add_event(conn, event, now)
    if kept is None:
        _log.info("a webhook came again", event_id=event.id)
        return
    if not event.followed:
        await store.end_event(conn, kept, "not-followed", now)
        return
    tenant_id = await store.tenant_of(conn, event.customer) if event.customer else None
    if tenant_id is None:
        _log.warning("a webhook of nobody's", event_id=event.id, kind=event.type)
        await store.end_event(conn, kept, "laid-aside", now, error="customer-unknown")
        return
    await store.JOBS.add(conn, [kept], now, lane=store.EVENTS, fields={"tenant_id": tenant_id})
