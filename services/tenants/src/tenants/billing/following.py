"""Following Stripe: its present state is asked and taken over, whatever told us that something has changed.

Each asking takes a number before it begins. Its answer is kept unless one with a higher number was kept already: that
one was asked later, so it knows of all that this one knows. After the last event, the last asking is the truth.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from common.audit_log import note, service_actor
from common.contracts.tenants import AwaitPayment, PaymentFailed, SubscriptionChanged
from common.primitives.clock import Clock
from common.primitives.errors import NotFound
from common.primitives.ids import derived_id
from common.process.telemetry import log
from common.saga.participant import Done, Refused, reply
from common.stores.postgres import Tx, UnitOfWork
from tenants.billing import store
from tenants.billing.rules.payments import Payments
from tenants.billing.rules.prices import Prices
from tenants.billing.rules.standing import REMINDED_BEFORE, Found, Subscribed, present, taken_over
from tenants.organizations.state import announce
from tenants.quota import holding
from tenants.quota.plans import Plans
from tenants.shared.api import UNKNOWN_ORGANIZATION

_log = log("billing")
RAN_OUT = Refused("checkout-expired", "The payment page was closed before anybody paid.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is sold, how long a plan outlives its payment, and where a browser comes back to."""

    prices: Prices
    grace: timedelta
    return_url: str


@dataclass(frozen=True, slots=True)
class Billing:
    """What all of billing is done with. ``payments`` is None where nobody pays here."""

    unit: UnitOfWork
    plans: Plans
    terms: Terms
    payments: Payments | None = None
    secrets: tuple[str, ...] = ()

    @property
    def clock(self) -> Clock:
        """The clock of the plans."""
        return self.plans.clock

    def asked(self) -> Payments:
        """The payment service; ``NotFound`` where there is none."""
        if self.payments is None:
            raise NotFound("billing-not-configured", "Nobody pays here: no payment service is configured.")
        return self.payments


@dataclass(frozen=True, slots=True)
class Fetched:
    """What Stripe had when it was asked for the ``ticket``-th time."""

    ticket: int
    found: Found | None


async def fetch(billing: Billing, tenant_id: UUID) -> Fetched | None:
    """Ask for the present state; None where there is nobody to ask for."""
    async with billing.unit.begin(tenant_id) as tx:
        customer = await store.customer(tx)
        ticket = await store.take_ticket(tx)
    if customer is None or ticket is None:
        return None
    return Fetched(ticket, present(await billing.asked().subscriptions(customer)))


async def take_over(billing: Billing, tx: Tx, fetched: Fetched | None) -> Subscribed:
    """Keep what was fetched, unless something newer is kept, and announce what is news in it."""
    before = await store.subscribed(tx, lock=True)
    if before is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    if fetched is None:
        return before
    now = billing.clock.now()
    after = taken_over(before, fetched.found, billing.terms.prices, now, billing.terms.grace)
    if not await store.save(tx, after, fetched.ticket):
        return before
    if after.laid_aside is not None and after.laid_aside != before.laid_aside:
        _log.error("a subscription is laid aside", reason=after.laid_aside, tenant_id=str(tx.tenant_id))
    if (plan := after.plan(now)) != (known := before.plan(now)):
        facts = {"plan": plan, "before": known, "reason": after.status}
        note(tx, service_actor(), "billing.plan-changed", tx.tenant_id, **facts)
    if after.grace_until is not None and after.grace_until != before.grace_until:
        await _unpaid(tx, after, after.grace_until, now)
    await tell(billing, tx, after)
    return after


async def refresh(billing: Billing, tenant_id: UUID) -> Subscribed:
    """Ask, and take over."""
    fetched = await fetch(billing, tenant_id)
    async with billing.unit.begin(tenant_id) as tx:
        return await take_over(billing, tx, fetched)


async def tell(billing: Billing, tx: Tx, now_is: Subscribed) -> None:
    """Announce how the subscription stands, once per standing; and the organisation's state, which names the plan."""
    now = billing.clock.now()
    told = now_is.told(now)
    if await store.announced(tx, told) == told:
        return
    plan = now_is.plan(now)
    use = await holding.uses(tx, billing.plans, plan)
    tx.emit(
        SubscriptionChanged(
            tenant_id=tx.tenant_id,
            occurred_at=now,
            organization_id=tx.tenant_id,
            plan=plan,
            tier=now_is.tier,
            status=now_is.status,
            period_end=now_is.period_end,
            cancel_at_period_end=now_is.cancel_at_period_end,
            grace_until=now_is.grace_until,
            over=tuple(quota for quota, each in use.items() if each.over),
        )
    )
    await announce(tx, now)


async def _unpaid(tx: Tx, after: Subscribed, until: datetime, now: datetime) -> None:
    """Say that a payment failed, and see that it is said again, and that the grace ends."""
    tx.emit(payment_failed(tx, after, until, 0))
    note(tx, service_actor(), "billing.payment-failed", tx.tenant_id)
    due = {store.REMINDERS: max(now, until - REMINDED_BEFORE), store.GRACES: until}
    for lane, at in due.items():
        await store.JOBS.add(tx, [derived_id("billing", lane, tx.tenant_id, until)], at, lane=lane)


def payment_failed(tx: Tx, now_is: Subscribed, until: datetime, reminder: int) -> PaymentFailed:
    """The event that somebody mails by; its id is derived, so each is said once."""
    return PaymentFailed(
        id=derived_id("payment-failed", tx.tenant_id, until, reminder),
        tenant_id=tx.tenant_id,
        organization_id=tx.tenant_id,
        tier=now_is.tier,
        grace_until=until,
        reminder=reminder,
    )


async def end_page(tx: Tx, session_id: str, *, paid: bool) -> None:
    """A page has ended: keep how, and answer whoever awaits it. What ended once stays so."""
    page = await store.checkout_of(tx, session_id)
    if page is None or page["status"] == "paid" or (page["status"] == "expired" and not paid):
        return
    await store.change_checkout(tx, page["id"], status="paid" if paid else "expired", awaiting=None)
    if page["awaiting"] is not None:
        await reply(tx, AwaitPayment.model_validate(page["awaiting"]), Done() if paid else RAN_OUT)
