"""What the double knows: one world of customers, subscriptions and money that is only said to move."""

import copy
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from brandmon_local.billing_double import shapes
from brandmon_local.billing_double.forms import is_true
from brandmon_local.billing_double.shapes import MONTH_S, Json

PRICES = {"price_basic": 2900, "price_pro": 9900, "price_agency": 39900}
_ENDED = ("canceled", "incomplete_expired")


class Refusal(Exception):  # noqa: N818 - an answer
    """What Stripe would answer with an error."""

    def __init__(self, status: int, code: str, message: str, *, kind: str = "invalid_request_error") -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {"error": {"type": kind, "code": code, "message": message}}


def _priced(key: str, amount: int) -> tuple[str, Json]:
    return key, shapes.price(key, amount)


def _seconds() -> int:
    return int(time.time())


@dataclass
class World:
    """All objects by id, and every event that told of them, in order."""

    pages: str = "http://127.0.0.1"
    now: Callable[[], int] = _seconds
    prices: dict[str, Json] = field(
        default_factory=lambda: {key: shapes.price(key, amount) for key, amount in PRICES.items()}
    )
    customers: dict[str, Json] = field(default_factory=dict)
    sessions: dict[str, Json] = field(default_factory=dict)
    portals: dict[str, Json] = field(default_factory=dict)
    subscriptions: dict[str, Json] = field(default_factory=dict)
    invoices: dict[str, Json] = field(default_factory=dict)
    events: list[Json] = field(default_factory=list)

    # -- what the API does ------------------------------------------------------------------------------------------

    def add_customer(self, values: Json) -> Json:
        """A new customer."""
        made = shapes.customer(_id("cus"), self.now(), values)
        return self._told("customer.created", self.customers, made)

    def delete_customer(self, id: str) -> Json:  # noqa: A002 - Stripe's word
        """A customer who is gone, with the subscriptions that ran."""
        known = self._one(self.customers, id, "customer")
        for each in self.subscriptions_of(id):
            if each["status"] not in _ENDED:
                self.end(each["id"])
        del self.customers[id]
        self._event("customer.deleted", known)
        return {"id": id, "object": "customer", "deleted": True}

    def open_session(self, values: Json) -> Json:
        """A payment page."""
        self._one(self.customers, str(values.get("customer")), "customer")
        items = values.get("line_items") or [{}]
        self._one(self.prices, str(items[0].get("price")), "price")
        made = shapes.session(_id("cs_test"), self.now(), values, self.pages)
        self.sessions[made["id"]] = made
        return made

    def expire_session(self, id: str) -> Json:  # noqa: A002 - Stripe's word
        """Close a page; one that has ended can't be."""
        page: Json = self._one(self.sessions, id, "checkout.session")
        if page["status"] != "open":
            raise Refusal(400, "checkout_session_not_open", "Only sessions that are open can be expired.")
        page["status"] = "expired"
        self._event("checkout.session.expired", page)
        return page

    def open_portal(self, values: Json) -> Json:
        """A page for the customer himself."""
        customer = self._one(self.customers, str(values.get("customer")), "customer")
        made: Json = {"id": _id("bps"), "object": "billing_portal.session", "created": self.now(), "livemode": False}
        made |= {"customer": customer["id"], "return_url": values.get("return_url")}
        made["url"] = f"{self.pages}/p/session/{made['id']}"
        self.portals[str(made["id"])] = made
        return made

    def update(self, id: str, values: Json) -> Json:  # noqa: A002 - Stripe's word
        """Change a subscription: its price, or whether it ends with its period."""
        known = self._one(self.subscriptions, id, "subscription")
        if known["status"] in _ENDED:
            raise Refusal(404, "resource_missing", f"No such subscription: '{id}'")
        item = known["items"]["data"][0]
        for change in values.get("items", ()):
            item["price"] = self._one(self.prices, str(change.get("price")), "price")
        if "cancel_at_period_end" in values:
            ends = is_true(values["cancel_at_period_end"])
            known["cancel_at_period_end"] = ends
            known["cancel_at"] = item["current_period_end"] if ends else None
        return self._told("customer.subscription.updated", self.subscriptions, known)

    def subscriptions_of(self, customer: str, status: str = "all") -> list[Json]:
        """A customer's subscriptions, the newest first. Without a status Stripe leaves out those that have ended."""
        own = [each for each in self.subscriptions.values() if each["customer"] == customer]
        kept = [each for each in own if status == "all" or each["status"] == status]
        return sorted(kept, key=lambda each: (each["created"], each["id"]), reverse=True)

    def invoices_of(self, customer: str) -> list[Json]:
        """A customer's invoices, the newest first."""
        own = [each for each in self.invoices.values() if each["customer"] == customer]
        return sorted(own, key=lambda each: (each["created"], each["number"]), reverse=True)

    # -- what people, banks and time do -----------------------------------------------------------------------------

    def pay(self, session_id: str) -> Json:
        """Somebody pays on a page: the subscription begins."""
        page = self._one(self.sessions, session_id, "checkout.session")
        if page["status"] != "open" or page["expires_at"] <= self.now():
            raise Refusal(400, "checkout_session_not_open", "This page is closed.")
        made = shapes.subscription(_id("sub"), self.now(), page, self.prices[page["price"]])
        self._told("customer.subscription.created", self.subscriptions, made)
        self._paid(self._invoiced(made))
        page |= {"status": "complete", "payment_status": "paid", "subscription": made["id"]}
        self._event("checkout.session.completed", page)
        return made

    def fail(self, id: str) -> Json:  # noqa: A002 - Stripe's word
        """A renewal is not paid: the card was refused."""
        known = self._one(self.subscriptions, id, "subscription")
        bill = self._invoiced(known)
        bill["attempt_count"] = 1
        self._event("invoice.payment_failed", bill)
        known["status"] = "past_due"
        return self._told("customer.subscription.updated", self.subscriptions, known)

    def recover(self, id: str) -> Json:  # noqa: A002 - Stripe's word
        """What was open is paid after all."""
        known = self._one(self.subscriptions, id, "subscription")
        for bill in self.invoices_of(known["customer"]):
            if bill["status"] == "open":
                self._paid(bill)
        known["status"] = "active"
        return self._told("customer.subscription.updated", self.subscriptions, known)

    def renew(self, id: str) -> Json:  # noqa: A002 - Stripe's word
        """The period is over: it is paid anew, or has ended where that was wished."""
        known = self._one(self.subscriptions, id, "subscription")
        if known["cancel_at_period_end"]:
            return self.end(id)
        item = known["items"]["data"][0]
        item["current_period_start"] = item["current_period_end"]
        item["current_period_end"] += MONTH_S
        self._paid(self._invoiced(known))
        return self._told("customer.subscription.updated", self.subscriptions, known)

    def end(self, id: str) -> Json:  # noqa: A002 - Stripe's word
        """The subscription has ended."""
        known = self._one(self.subscriptions, id, "subscription")
        known |= {"status": "canceled", "canceled_at": self.now(), "ended_at": self.now()}
        return self._told("customer.subscription.deleted", self.subscriptions, known)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _invoiced(self, of: Json) -> Json:
        number = f"BRAND-{len(self.invoices) + 1:04d}"
        made = shapes.invoice(_id("in"), number, self.now(), of, self.pages)
        of["latest_invoice"] = made["id"]
        return self._told("invoice.finalized", self.invoices, made)

    def _paid(self, bill: Json) -> None:
        bill |= {"status": "paid", "amount_paid": bill["amount_due"], "amount_remaining": 0}
        self._event("invoice.paid", bill)

    def _told(self, kind: str, kept: dict[str, Json], about: Json) -> Json:
        kept[about["id"]] = about
        self._event(kind, about)
        return about

    def _event(self, kind: str, about: Json) -> None:
        self.events.append(shapes.event(_id("evt"), self.now(), kind, copy.deepcopy(about)))

    def _one(self, kept: Mapping[str, Json], id: str, kind: str) -> Any:  # noqa: A002 - Stripe's word
        if id not in kept:
            raise Refusal(404, "resource_missing", f"No such {kind}: '{id}'")
        return kept[id]


def _id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"
