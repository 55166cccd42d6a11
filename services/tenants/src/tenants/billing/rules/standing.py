"""How an organisation's subscription stands, taken over from what Stripe has now. Pure.

Nothing here adds up events: whatever came, and in whatever order, what counts is the present state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tenants.billing.rules.prices import Prices
from tenants.quota.rules import SubscriptionStatus, Tier, plan_of

STATUSES: Mapping[str, SubscriptionStatus] = {
    "active": "active",
    "trialing": "active",
    "past_due": "past_due",
    "unpaid": "past_due",
    "incomplete": "inactive",
    "paused": "inactive",
    "incomplete_expired": "canceled",
    "canceled": "canceled",
}
"""Stripe's words, as ours. Unpaid is past due that Stripe gave up collecting: the grace goes on running."""
ENDED = frozenset({"canceled", "incomplete_expired"})
REMINDED_BEFORE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Found:
    """A subscription as Stripe has it now. ``status`` is Stripe's word."""

    id: str
    status: str
    item_id: str
    price_id: str | None
    period_start: datetime | None
    period_end: datetime | None
    cancel_at_period_end: bool
    created: datetime


@dataclass(frozen=True, slots=True)
class Subscribed:
    """How a subscription stands here. ``laid_aside``: why what Stripe has now was not taken over, a slug."""

    tier: Tier = "free"
    status: SubscriptionStatus = "inactive"
    stripe_subscription_id: str | None = None
    price_id: str | None = None
    period_start: datetime | None = None
    period_end: datetime | None = None
    cancel_at_period_end: bool = False
    past_due_since: datetime | None = None
    grace_until: datetime | None = None
    laid_aside: str | None = None

    def plan(self, now: datetime) -> Tier:
        """The plan whose limits apply."""
        return plan_of(self.tier, self.status, self.grace_until, now)

    @property
    def runs(self) -> bool:
        """Whether there is a subscription that could be changed: another one beside it would be paid twice."""
        return self.stripe_subscription_id is not None and self.status in ("active", "past_due")

    def told(self, now: datetime) -> str:
        """All that others are told of it, as one text: another text is news."""
        told = (self.plan(now), self.tier, self.status, self.period_end, self.cancel_at_period_end, self.grace_until)
        return "|".join(str(each) for each in told)


def present(found: Sequence[Found]) -> Found | None:
    """The subscription that counts: the newest that has not ended, else the newest."""
    return max(found, key=lambda each: (each.status not in ENDED, each.created, each.id), default=None)


def taken_over(
    before: Subscribed, found: Found | None, prices: Prices, now: datetime, grace: timedelta
) -> Subscribed:  # fmt: skip
    """What stands here once ``found`` is known to be Stripe's present state.

    A price or a word that is not known here changes nothing: the plan stays, and the reason stands beside it.
    """
    if found is None:
        return replace(before, laid_aside=None) if before.stripe_subscription_id is None else _ended(before)
    status = STATUSES.get(found.status)
    if status is None:
        return replace(before, laid_aside="status-unknown")
    tier = prices.tier_of(found.price_id)
    if tier is None and status != "canceled":
        return replace(before, laid_aside="price-unknown")
    since = _past_due_since(before, found, now) if status == "past_due" else None
    return Subscribed(
        tier=tier or before.tier,
        status=status,
        stripe_subscription_id=found.id,
        price_id=found.price_id,
        period_start=found.period_start,
        period_end=found.period_end,
        cancel_at_period_end=found.cancel_at_period_end,
        past_due_since=since,
        grace_until=None if since is None else since + grace,
    )


def _ended(before: Subscribed) -> Subscribed:
    ended = replace(before, status="canceled", cancel_at_period_end=False, laid_aside=None)
    return replace(ended, past_due_since=None, grace_until=None)


def _past_due_since(before: Subscribed, found: Found, now: datetime) -> datetime:
    same = before.stripe_subscription_id == found.id and before.status == "past_due"
    return before.past_due_since if same and before.past_due_since is not None else now
