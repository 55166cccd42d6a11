"""What a webhook of Stripe's is about: only ids and kinds are read, for what is so is asked of Stripe. Pure."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

_FOLLOWED = ("checkout.session.", "customer.subscription.", "invoice.")
"""Kinds of events after which a subscription may stand otherwise, or a payment page has ended."""
PAGE_ENDS = {"checkout.session.completed": True, "checkout.session.expired": False}
"""Kinds of events by which a payment page has ended, and whether it was paid."""


class _Object(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | None = Field(default=None, max_length=255)
    object: str = Field(max_length=100)
    customer: str | Mapping[str, Any] | None = None


class _Data(BaseModel):
    model_config = ConfigDict(extra="ignore")

    object: _Object


class StripeEvent(BaseModel):
    """An event of Stripe's, as far as it is believed: that something happened to an object of a customer."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")
    type: str = Field(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")
    created: int = Field(default=0, ge=0, le=2**53)
    data: _Data

    @property
    def followed(self) -> bool:
        """Whether anything here could change by it."""
        return self.type.startswith(_FOLLOWED)

    @property
    def customer(self) -> str | None:
        """The id of the customer whose object it is."""
        customer = self.data.object.customer
        found = customer.get("id") if isinstance(customer, Mapping) else customer
        return found if isinstance(found, str) and 0 < len(found) <= 255 else None

    @property
    def kept(self) -> dict[str, str | int | None]:
        """What is kept of it: no names, no addresses."""
        about = self.data.object
        return {"object": about.object, "id": about.id, "customer": self.customer, "created": self.created}
