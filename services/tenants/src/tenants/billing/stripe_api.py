"""Stripe by its official client: the one module that imports it, and only when somebody pays here.

Calls carry idempotency keys that are derived from what they are about, so that a repetition after a time-out makes
nothing twice. What is raised holds Stripe's code of an error and never its text, which can repeat what was sent.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from common.primitives.ids import uuid7
from common.process.telemetry import log
from tenants.billing.rules.payments import Account, Invoice, OpenedPage, PageWanted, PaymentsAway, PaymentsRefused
from tenants.billing.rules.standing import Found

if TYPE_CHECKING:
    from stripe import StripeClient

_log = log("billing")
_TIMEOUT_S = 10.0
_RETRIES = 2
_AWAY = "The payment service does not answer now; try again soon."
_REFUSED = "The payment service refuses this ({})."


class Stripe:
    """See ``Payments``."""

    def __init__(self, key: SecretStr, api_base: str | None = None) -> None:
        self._key, self._api_base = key, api_base
        self._made: StripeClient | None = None
        self._http: Any = None

    @property
    def _client(self) -> "StripeClient":
        if self._made is None:
            import stripe

            self._http = stripe.HTTPXClient(timeout=_TIMEOUT_S)
            addresses: Any = {"api": self._api_base} if self._api_base else {}
            self._made = stripe.StripeClient(
                self._key.get_secret_value(),
                base_addresses=addresses,
                http_client=self._http,
                max_network_retries=_RETRIES,
            )
        return self._made

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close_async()

    async def open_account(self, account: Account) -> str:
        """See ``Payments``."""
        about: Any = {"name": account.name, "metadata": {"tenant_id": str(account.tenant_id)}}
        async with _told():
            made = await self._client.v1.customers.create_async(about, _once(f"account-{account.tenant_id}"))
        return made.id

    async def close_account(self, customer_id: str) -> None:
        """See ``Payments``."""
        async with _told(missing_is_done=True):
            await self._client.v1.customers.delete_async(customer_id)

    async def open_page(self, wanted: PageWanted) -> OpenedPage:
        """See ``Payments``. Names and addresses for taxes are asked there, and kept there."""
        whose = {"tenant_id": str(wanted.tenant_id), "checkout_id": str(wanted.checkout_id)}
        about: Any = {
            "mode": "subscription",
            "customer": wanted.customer_id,
            "client_reference_id": str(wanted.checkout_id),
            "line_items": [{"price": wanted.price_id, "quantity": 1}],
            "success_url": f"{wanted.back_to}?paid={wanted.checkout_id}",
            "cancel_url": wanted.back_to,
            "expires_at": int(wanted.expires_at.timestamp()),
            "billing_address_collection": "auto",
            "tax_id_collection": {"enabled": True},
            "customer_update": {"name": "auto", "address": "auto"},
            "metadata": whose,
            "subscription_data": {"metadata": whose},
        }
        async with _told():
            made = await self._client.v1.checkout.sessions.create_async(about, _once(f"page-{wanted.checkout_id}"))
        return OpenedPage(made.id, made.url or "", _moment(made.expires_at) or wanted.expires_at)

    async def close_page(self, session_id: str) -> None:
        """See ``Payments``. One that has ended can't be closed, which is as good."""
        async with _told(missing_is_done=True, refusal_is_done=True):
            await self._client.v1.checkout.sessions.expire_async(session_id)

    async def portal(self, customer_id: str, back_to: str) -> str:
        """See ``Payments``."""
        about: Any = {"customer": customer_id, "return_url": back_to}
        async with _told():
            made = await self._client.v1.billing_portal.sessions.create_async(about)
        return made.url

    async def subscriptions(self, customer_id: str) -> Sequence[Found]:
        """See ``Payments``. A hundred of them are more than a customer ever has."""
        about: Any = {"customer": customer_id, "status": "all", "limit": 100}
        async with _told():
            listed = await self._client.v1.subscriptions.list_async(about)
        return [_found(each) for each in listed.data]

    async def change_price(self, subscription: Found, price_id: str) -> None:
        """See ``Payments``. What is due for the rest of the period Stripe works out; an end that was wished is not."""
        about: Any = {
            "items": [{"id": subscription.item_id, "price": price_id}],
            "cancel_at_period_end": False,
            "proration_behavior": "create_prorations",
        }
        async with _told():
            await self._client.v1.subscriptions.update_async(subscription.id, about, _once(f"change-{uuid7()}"))

    async def set_cancelled(self, subscription_id: str, at_period_end: bool) -> None:
        """See ``Payments``."""
        about: Any = {"cancel_at_period_end": at_period_end}
        async with _told():
            await self._client.v1.subscriptions.update_async(subscription_id, about, _once(f"cancel-{uuid7()}"))

    async def invoices(self, customer_id: str, most: int) -> Sequence[Invoice]:
        """See ``Payments``."""
        about: Any = {"customer": customer_id, "limit": most}
        async with _told():
            listed = await self._client.v1.invoices.list_async(about)
        return [_invoice(each) for each in listed.data]


@asynccontextmanager
async def _told(*, missing_is_done: bool = False, refusal_is_done: bool = False) -> AsyncIterator[None]:
    """Stripe's errors as ours."""
    import stripe

    try:
        yield
    except stripe.InvalidRequestError as error:
        code = str(error.code or "invalid_request")
        if refusal_is_done or (missing_is_done and code == "resource_missing"):
            return
        _log.error("stripe refuses", code=code, parameter=error.param)
        raise PaymentsRefused("payment-refused", _REFUSED.format(code)) from None
    except stripe.CardError as error:
        raise PaymentsRefused("payment-refused", _REFUSED.format(error.code or "card_error")) from None
    except stripe.StripeError as error:
        _log.warning("stripe away", kind=type(error).__name__, status=error.http_status)
        raise PaymentsAway("billing-unavailable", _AWAY) from None


def _once(key: str) -> Any:
    return {"idempotency_key": key}


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _found(subscription: Any) -> Found:
    """Periods belong to the items of a subscription in today's API."""
    [item, *_] = subscription["items"].data
    return Found(
        id=subscription.id,
        status=subscription.status,
        item_id=item.id,
        price_id=item.price.id,
        period_start=_moment(item.current_period_start),
        period_end=_moment(item.current_period_end),
        cancel_at_period_end=bool(subscription.cancel_at_period_end),
        created=datetime.fromtimestamp(subscription.created, UTC),
    )


def _invoice(invoice: Any) -> Invoice:
    return Invoice(
        id=invoice.id,
        number=invoice.number,
        status=invoice.status,
        currency=invoice.currency,
        total=invoice.total,
        amount_due=invoice.amount_due,
        amount_paid=invoice.amount_paid,
        created=datetime.fromtimestamp(invoice.created, UTC),
        url=invoice.hosted_invoice_url,
        pdf=invoice.invoice_pdf,
    )
