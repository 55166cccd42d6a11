"""What a member does about the plan: pay for one, change it, end it, see cards and invoices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common.audit_log import note
from common.http import Principal
from common.primitives.errors import Conflict, Invalid, NotFound
from common.primitives.ids import uuid7
from common.saga.runner import SagaRunner
from tenants.billing import store
from tenants.billing.following import Billing, fetch, refresh
from tenants.billing.rules.payments import Account, Invoice, OpenedPage, PageWanted
from tenants.billing.rules.sagas import PAGE_LASTS, PAYMENT
from tenants.billing.rules.standing import Found, Subscribed
from tenants.organizations import store as organizations
from tenants.quota.rules import Tier
from tenants.shared.api import UNKNOWN_ORGANIZATION

MOST_INVOICES = 100
_NOT_SUBSCRIBED = "There is no running subscription; choose a plan first."


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the payment service that a browser is sent to."""

    url: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Paying:
    """The use cases of whoever may pay."""

    billing: Billing
    runner: SagaRunner

    async def open_page(self, caller: Principal, tier: Tier) -> Page:
        """A page to subscribe on. One page is open at a time: two that are paid would be two subscriptions."""
        payments, price, tenant_id = self.billing.asked(), self._price(tier), caller.tenant
        if (await self._subscribed(tenant_id)).runs:
            raise Conflict("already-subscribed", "A subscription runs: change its plan instead of paying for another.")
        if (page := await self._reused(tenant_id, tier)) is not None:
            return page
        checkout_id, customer = uuid7(), await self.account(tenant_id)
        until = self.billing.clock.now() + PAGE_LASTS
        wanted = PageWanted(checkout_id, tenant_id, customer, price, self.billing.terms.return_url, until)
        opened = await payments.open_page(wanted)
        row = {"id": checkout_id, "tier": tier, "requested_by": caller.user_id}
        return await self._begun(caller, row, opened)

    async def _reused(self, tenant_id: UUID, tier: Tier) -> Page | None:
        """The page that is open for ``tier`` already; one for another plan is closed."""
        now = self.billing.clock.now()
        async with self.billing.unit.begin(tenant_id) as tx:
            row = await store.open_checkout(tx)
        if row is None:
            return None
        if row["tier"] == tier and row["expires_at"] > now:
            return Page(row["url"], row["expires_at"])
        await self.billing.asked().close_page(row["session_id"])
        async with self.billing.unit.begin(tenant_id) as tx:
            await store.change_checkout(tx, row["id"], status="expired")
        await self.runner.cancel(tenant_id, row["id"])
        return None

    async def _begun(self, caller: Principal, row: dict[str, Any], opened: OpenedPage) -> Page:
        kept = {**row, "session_id": opened.session_id, "url": opened.url, "expires_at": opened.expires_at}
        async with self.billing.unit.begin(caller.tenant) as tx:
            if await store.add_checkout(tx, kept):
                note(tx, caller, "billing.checkout-opened", tx.tenant_id, plan=row["tier"])
                await self.runner.start(tx, PAYMENT, row["id"], {"tier": row["tier"]})
                return Page(opened.url, opened.expires_at)
            other = await store.open_checkout(tx)
        await self.billing.asked().close_page(opened.session_id)  # somebody was faster
        if other is None or other["tier"] != row["tier"]:
            raise Conflict("checkout-open", "Somebody else of the organisation is about to pay; try again in a moment.")
        return Page(other["url"], other["expires_at"])

    async def portal(self, caller: Principal) -> Page:
        """The page on which the organisation sees to cards, addresses for taxes and invoices."""
        payments = self.billing.asked()
        customer = await self.account(caller.tenant)
        page = Page(await payments.portal(customer, self.billing.terms.return_url))
        async with self.billing.unit.begin(caller.tenant) as tx:
            note(tx, caller, "billing.portal-opened", tx.tenant_id)
        return page

    async def change(self, caller: Principal, tier: Tier) -> Subscribed:
        """Go on with another plan from now on; with the free one when the period that is paid for is over."""
        if tier == "free":
            return await self.cancel(caller, at_period_end=True)
        payments, price, tenant_id = self.billing.asked(), self._price(tier), caller.tenant
        running, before = await self._running(tenant_id), await self._subscribed(tenant_id)
        await payments.change_price(running, price)
        if before.tier != tier:
            async with self.billing.unit.begin(tenant_id) as tx:
                note(tx, caller, "billing.plan-changed", tenant_id, plan=tier, before=before.tier, reason="asked")
        return await refresh(self.billing, tenant_id)

    async def cancel(self, caller: Principal, *, at_period_end: bool) -> Subscribed:
        """Let the subscription end with its period, or go on after all."""
        payments, tenant_id = self.billing.asked(), caller.tenant
        running, before = await self._running(tenant_id), await self._subscribed(tenant_id)
        await payments.set_cancelled(running.id, at_period_end)
        async with self.billing.unit.begin(tenant_id) as tx:
            if at_period_end:
                note(tx, caller, "billing.cancelled", tenant_id, plan=before.tier)
            else:
                note(tx, caller, "billing.resumed", tenant_id, plan=before.tier)
        return await refresh(self.billing, tenant_id)

    async def invoices(self, tenant_id: UUID) -> Sequence[Invoice]:
        """The newest invoices, the newest first."""
        payments = self.billing.asked()
        async with self.billing.unit.begin(tenant_id) as tx:
            customer = await store.customer(tx)
        return await payments.invoices(customer, MOST_INVOICES) if customer else ()

    async def account(self, tenant_id: UUID) -> str:
        """The organisation's customer id, made where there is none. Asked twice at once, Stripe makes one."""
        async with self.billing.unit.begin(tenant_id) as tx:
            known, name = await store.customer(tx), await organizations.name_of(tx)
        if name is None:
            raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
        if known is not None:
            return known
        made = await self.billing.asked().open_account(Account(tenant_id, name))
        async with self.billing.unit.begin(tenant_id) as tx:
            await store.add_customer(tx, made)
            return await store.customer(tx) or made

    async def _subscribed(self, tenant_id: UUID) -> Subscribed:
        async with self.billing.unit.begin(tenant_id) as tx:
            found = await store.subscribed(tx)
        if found is None:
            raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
        return found

    async def _running(self, tenant_id: UUID) -> Found:
        """The subscription that is to be changed, as Stripe has it now."""
        if not (await self._subscribed(tenant_id)).runs:
            raise Conflict("not-subscribed", _NOT_SUBSCRIBED)
        fetched = await fetch(self.billing, tenant_id)
        if fetched is None or fetched.found is None:
            raise Conflict("not-subscribed", _NOT_SUBSCRIBED)
        return fetched.found

    def _price(self, tier: Tier) -> str:
        price = self.billing.terms.prices.of(tier)
        if price is None:
            raise Invalid("plan-not-sold", f"The plan {tier} is not sold here.")
        return price
