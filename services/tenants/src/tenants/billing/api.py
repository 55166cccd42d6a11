"""HTTP of billing: parse, call, return."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from common.http import Body, Page, like, refuses, unkeyed, whole
from common.primitives.errors import NotFound
from tenants.billing import store
from tenants.billing.following import Billing
from tenants.billing.rules.standing import Subscribed
from tenants.billing.using import Payer, Planner, Reader, UsedBilling, UsedPaying
from tenants.billing.webhook import Received, receive
from tenants.quota import holding
from tenants.quota.plans import plan_names
from tenants.quota.rules import MICRO, TIERS, QuotaName, SubscriptionStatus, Tier
from tenants.shared.api import UNKNOWN_ORGANIZATION

router = APIRouter(prefix="/v1/billing", tags=["billing"])
SoldTier = Literal["basic", "pro", "agency"]
_ASKING = ("billing-not-configured", "billing-unavailable", "payment-refused")


class Plan(Body):
    """A plan: what it allows, and whether it can be subscribed to here."""

    tier: Tier
    name: str
    sold: bool
    websites: int = Field(description="At any one time.")
    audits_per_month: int
    answers_per_month: int
    spend_per_day: float = Field(description="US dollars that answers may cost in a day (UTC).")
    members: int = Field(description="At any one time.")
    clients: int = Field(description="At any one time.")


class Subscription(BaseModel):
    """How the organisation's subscription stands."""

    model_config = ConfigDict(from_attributes=True)

    plan: Tier = Field(description="The plan whose limits apply now.")
    tier: Tier = Field(description="The plan that is subscribed to, also where it is not paid for.")
    status: SubscriptionStatus
    period_start: datetime | None
    period_end: datetime | None
    cancel_at_period_end: bool = Field(description="True: it ends with the period and is not renewed.")
    grace_until: datetime | None = Field(description="Past due: when the plan becomes the free one.")
    laid_aside: str | None = Field(description="Why a change at the payment service was not taken over; else null.")
    over: list[QuotaName] = Field(
        description="Quotas of which more is there than the plan allows: nothing is deleted, nothing new is let in."
    )


class WantedPlan(BaseModel):
    """The plan that is wanted."""

    model_config = like({"tier": "pro"})

    tier: Tier


class SoldPlan(Body):
    """The plan that is to be paid for."""

    model_config = like({"tier": "pro"})

    tier: SoldTier


class Cancellation(Body):
    """Whether the subscription is to end with the period that is paid for."""

    model_config = like({"at_period_end": True})

    at_period_end: bool


class Link(BaseModel):
    """A page of the payment service, for a browser."""

    model_config = ConfigDict(from_attributes=True)

    url: str
    expires_at: datetime | None


class Invoice(BaseModel):
    """An invoice. Amounts are in the smallest unit of the currency, such as cents, and hold the taxes."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    number: str | None
    status: str | None = Field(description="draft, open, paid, uncollectible or void.")
    currency: str
    total: int
    amount_due: int
    amount_paid: int
    created: datetime
    url: str | None = Field(description="Where it can be read and paid.")
    pdf: str | None


@router.get("/plans")
async def list_plans(_: Planner, billing: UsedBilling) -> Page[Plan]:
    """The plans, the smallest first."""
    names = plan_names()
    return whole(_plan(billing, tier, names[tier]) for tier in TIERS)


@router.get("/subscription")
@refuses("organisation-not-found")
async def read_subscription(caller: Reader, billing: UsedBilling) -> Subscription:
    """What the organisation is subscribed to, and which plan applies."""
    async with billing.unit.begin(caller.tenant) as tx:
        found = await store.subscribed(tx)
    if found is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    return await _shown(billing, caller.tenant, found)


@router.post("/checkout", status_code=201)
@refuses(*_ASKING, "organisation-not-found", "already-subscribed", "checkout-open", "plan-not-sold")
@unkeyed("asked again, it is the same page for as long as that is open")
async def open_checkout(body: SoldPlan, caller: Payer, paying: UsedPaying) -> Link:
    """A page to pay for a plan on; asked again, the same page for as long as it is open."""
    return Link.model_validate(await paying.open_page(caller, body.tier))


@router.post("/portal", status_code=201)
@refuses(*_ASKING, "organisation-not-found")
@unkeyed("each page is one of its own, good for minutes")
async def open_portal(caller: Payer, paying: UsedPaying) -> Link:
    """A page to see to cards, addresses for taxes, and invoices on."""
    return Link.model_validate(await paying.portal(caller))


@router.put("/plan")
@refuses(*_ASKING, "organisation-not-found", "not-subscribed", "plan-not-sold")
async def change_plan(body: WantedPlan, caller: Payer, paying: UsedPaying) -> Subscription:
    """Another plan from now on; `free` at the end of the period. What is over the new limits stays, and is named."""
    after = await paying.change(caller, body.tier)
    return await _shown(paying.billing, caller.tenant, after)


@router.put("/cancellation")
@refuses(*_ASKING, "organisation-not-found", "not-subscribed")
async def cancel_subscription(body: Cancellation, caller: Payer, paying: UsedPaying) -> Subscription:
    """End the subscription with its period, or let it go on after all."""
    after = await paying.cancel(caller, at_period_end=body.at_period_end)
    return await _shown(paying.billing, caller.tenant, after)


@router.get("/invoices")
@refuses(*_ASKING)
async def list_invoices(caller: Reader, paying: UsedPaying) -> Page[Invoice]:
    """The newest invoices, at most a hundred; all of them are in the portal."""
    return whole(Invoice.model_validate(each) for each in await paying.invoices(caller.tenant))


@router.post("/stripe/webhook")
@refuses("webhook-signature-invalid", "billing-not-configured")
@unkeyed("the id of an event says whether it came before")
async def receive_webhook(request: Request, billing: UsedBilling) -> Received:
    """For Stripe alone: events, signed over their bytes. Each is followed once, however often it comes."""
    return await receive(await request.body(), request.headers.get("stripe-signature", ""), billing)


def _plan(billing: Billing, tier: Tier, name: str) -> Plan:
    limits = billing.plans.limits[tier]
    return Plan(
        tier=tier,
        name=name,
        sold=billing.payments is not None and billing.terms.prices.of(tier) is not None,
        websites=limits["websites"],
        audits_per_month=limits["audits"],
        answers_per_month=limits["answers"],
        spend_per_day=limits["spend"] / MICRO,
        members=limits["members"],
        clients=limits["clients"],
    )


async def _shown(billing: Billing, tenant_id: UUID, found: Subscribed) -> Subscription:
    plan = found.plan(billing.clock.now())
    async with billing.unit.begin(tenant_id) as tx:
        use = await holding.uses(tx, billing.plans, plan)
    over = [quota for quota, each in use.items() if each.over]
    told = {name: getattr(found, name) for name in Subscription.model_fields if name not in ("plan", "over")}
    return Subscription(plan=plan, over=over, **told)
