"""Sign-up and payment as sagas: their steps, as data. Pure.

Sign-up: the user is there and has founded an organisation; it gets an account at Stripe and its inactive subscription.
Payment: a page was opened; it is paid or runs out, what was paid for is taken over, and noted.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from common.contracts.tenants import (
    ApplySubscription,
    AwaitPayment,
    BeginSubscription,
    BillingStepReplied,
    CloseAccount,
    ExpireCheckout,
    NotePayment,
    OpenAccount,
)
from common.saga import Order, Saga, SoFar, Step

SIGN_UP, PAYMENT = "sign-up", "payment"
PAGE_LASTS = timedelta(hours=24)
"""How long a payment page is open, at Stripe too."""
_HOUR = timedelta(hours=1)


def _page(so_far: SoFar) -> Mapping[str, Any]:
    return {"checkout_id": so_far.state.id}


def _paid(so_far: SoFar) -> Mapping[str, Any]:
    return {**_page(so_far), **dict(so_far.result(ApplySubscription))}


SIGN_UP_SAGA = Saga(
    SIGN_UP,
    1,
    reply=BillingStepReplied,
    steps=(
        Step("open-account", Order(OpenAccount), Order(CloseAccount), _HOUR, retries=3),
        Step("begin-subscription", Order(BeginSubscription), None, _HOUR, retries=3),
    ),
)
PAYMENT_SAGA = Saga(
    PAYMENT,
    1,
    reply=BillingStepReplied,
    steps=(
        Step("await-payment", Order(AwaitPayment, _page), Order(ExpireCheckout, _page), PAGE_LASTS + _HOUR),
        Step("apply-subscription", Order(ApplySubscription), None, _HOUR, retries=3),
        Step("note-payment", Order(NotePayment, _paid), None, _HOUR, retries=3),
    ),
)
SAGAS = (SIGN_UP_SAGA, PAYMENT_SAGA)
