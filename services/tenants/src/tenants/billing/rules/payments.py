"""What billing needs of a payment service, as a protocol of ours, and what can become of asking it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from common.primitives.errors import Conflict, Unavailable
from tenants.billing.rules.standing import Found


class PaymentsAway(Unavailable):
    """Stripe does not answer, or answers with a fault of its own; later it may."""


class PaymentsRefused(Conflict):
    """Stripe refuses what was asked; the detail holds its word for why."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose customer is to be made."""

    tenant_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A payment page to be opened. ``back_to``: where the browser returns to."""

    checkout_id: UUID
    tenant_id: UUID
    customer_id: str
    price_id: str
    back_to: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A payment page that is open."""

    session_id: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as it is shown. Amounts in the smallest unit of ``currency``; taxes are in them, as Stripe says."""

    id: str
    number: str | None
    status: str | None
    currency: str
    total: int
    amount_due: int
    amount_paid: int
    created: datetime
    url: str | None
    pdf: str | None


class Payments(Protocol):
    """The payment service. Every call may raise ``PaymentsAway`` and ``PaymentsRefused``; none tells keys."""

    async def close(self) -> None:
        """Close the connections."""
        ...

    async def open_account(self, account: Account) -> str:
        """The customer id of an organisation; the same one when it is asked twice."""
        ...

    async def close_account(self, customer_id: str) -> None:
        """Delete a customer; done, too, where there is none."""
        ...

    async def open_page(self, wanted: PageWanted) -> OpenedPage:
        """A payment page for a subscription."""
        ...

    async def close_page(self, session_id: str) -> None:
        """Close a payment page; done, too, where it has ended."""
        ...

    async def portal(self, customer_id: str, back_to: str) -> str:
        """The address of the page on which a customer sees to cards and invoices himself."""
        ...

    async def subscriptions(self, customer_id: str) -> Sequence[Found]:
        """All subscriptions of a customer as they are now, ended ones too."""
        ...

    async def change_price(self, subscription: Found, price_id: str) -> None:
        """Have a subscription go on at another price from now on."""
        ...

    async def set_cancelled(self, subscription_id: str, at_period_end: bool) -> None:
        """Let a subscription end with its period, or let it go on after all."""
        ...

    async def invoices(self, customer_id: str, most: int) -> Sequence[Invoice]:
        """The customer's newest invoices."""
        ...
