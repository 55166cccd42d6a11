"""The objects of Stripe's API, in the shapes that its documentation gives them."""

from typing import Any

Json = dict[str, Any]
API_VERSION = "2026-10-28.endive"
MONTH_S = 30 * 24 * 3600


def customer(id: str, created: int, values: Json) -> Json:  # noqa: A002 - Stripe's word
    """A customer."""
    about = {"name": values.get("name"), "email": values.get("email"), "metadata": values.get("metadata", {})}
    return {"id": id, "object": "customer", "created": created, "livemode": False, "currency": "usd", **about}


def price(id: str, amount: int) -> Json:  # noqa: A002 - Stripe's word
    """A price by the month, in cents."""
    recurring = {"interval": "month", "interval_count": 1, "usage_type": "licensed", "meter": None}
    return {
        "id": id, "object": "price", "active": True, "currency": "usd", "unit_amount": amount, "type": "recurring",
        "recurring": recurring, "product": f"prod_{id}", "livemode": False, "metadata": {}, "tax_behavior": "exclusive",
    }  # fmt: skip


def session(id: str, created: int, values: Json, pages: str) -> Json:  # noqa: A002 - Stripe's word
    """A payment page that is open."""
    item = values["line_items"][0]
    return {
        "id": id, "object": "checkout.session", "created": created, "livemode": False, "mode": values["mode"],
        "status": "open", "payment_status": "unpaid", "customer": values["customer"], "subscription": None,
        "url": f"{pages}/c/pay/{id}", "expires_at": int(values.get("expires_at", created + 24 * 3600)),
        "client_reference_id": values.get("client_reference_id"), "metadata": values.get("metadata", {}),
        "success_url": values["success_url"], "cancel_url": values.get("cancel_url"), "price": item["price"],
    }  # fmt: skip


def subscription(id: str, created: int, paid: Json, sold: Json) -> Json:  # noqa: A002 - Stripe's word
    """The subscription that a page was paid for; its periods belong to its items."""
    item = {
        "id": f"si_{id[4:]}", "object": "subscription_item", "price": sold, "quantity": 1, "subscription": id,
        "created": created, "current_period_start": created, "current_period_end": created + MONTH_S, "metadata": {},
    }  # fmt: skip
    items = {"object": "list", "data": [item], "has_more": False, "url": "/v1/subscription_items"}
    return {
        "id": id, "object": "subscription", "created": created, "livemode": False, "customer": paid["customer"],
        "status": "active", "cancel_at_period_end": False, "cancel_at": None, "canceled_at": None, "currency": "usd",
        "items": items, "latest_invoice": None, "metadata": paid["metadata"], "start_date": created, "ended_at": None,
    }  # fmt: skip


def invoice(id: str, number: str, created: int, of: Json, pages: str) -> Json:  # noqa: A002 - Stripe's word
    """An open invoice of a subscription."""
    amount = of["items"]["data"][0]["price"]["unit_amount"]
    details = {"type": "subscription_details", "subscription_details": {"subscription": of["id"]}}
    return {
        "id": id, "object": "invoice", "created": created, "livemode": False, "customer": of["customer"],
        "number": number, "status": "open", "currency": "usd", "total": amount, "subtotal": amount,
        "amount_due": amount, "amount_paid": 0, "amount_remaining": amount, "parent": details, "total_taxes": [],
        "hosted_invoice_url": f"{pages}/i/{id}", "invoice_pdf": f"{pages}/i/{id}/pdf", "attempt_count": 0,
    }  # fmt: skip


def event(id: str, created: int, kind: str, about: Json) -> Json:  # noqa: A002 - Stripe's word
    """Something that happened; ``about`` is the object as it was then."""
    return {
        "id": id, "object": "event", "api_version": API_VERSION, "created": created, "type": kind, "livemode": False,
        "data": {"object": about}, "pending_webhooks": 1, "request": {"id": None, "idempotency_key": None},
    }  # fmt: skip


def listed(url: str, found: list[Json], *, more: bool = False) -> Json:
    """A page of a list."""
    return {"object": "list", "url": url, "data": found, "has_more": more}
