"""What an erased organisation paid for ends at Stripe, and Stripe forgets it; until that is done, the erasure waits."""

from dataclasses import replace

import pytest

from common.contracts.tenants import EndPayments, ErasureStepReplied
from common.messaging.outcomes import NotReady
from common.testing.examples import example
from common.testing.outbox import emitted
from tenants.erasure.handlers import end_payments

from .conftest import Desk

pytestmark = pytest.mark.engines


async def answers(desk: Desk) -> int:
    return len([each for each in await emitted(desk.unit, desk.tenant) if isinstance(each, ErasureStepReplied)])


async def test_the_subscription_ends_with_the_customer(desk: Desk) -> None:
    customer, order = await desk.customer(), example(EndPayments).model_copy(update={"tenant_id": desk.tenant})
    subscription = await desk.pay()
    await desk.all_hooks()
    for _ in range(2):
        await end_payments(order, billing=desk.billing)
        assert customer not in desk.world.customers
        assert desk.world.subscriptions[subscription]["status"] == "canceled"
        assert await answers(desk) == 1
    await desk.all_hooks()  # what Stripe tells of it meets nobody


async def test_nobody_pays_on_a_page_that_was_open(desk: Desk) -> None:
    order = example(EndPayments).model_copy(update={"tenant_id": desk.tenant})
    assert (await desk.ask("POST", "checkout", tier="pro")).status_code == 201
    await end_payments(order, billing=desk.billing)
    assert not desk.world.customers
    assert {each["status"] for each in desk.world.sessions.values()} == {"expired"}


async def test_it_waits_for_a_payment_service_that_is_away(desk: Desk) -> None:
    customer, order = await desk.customer(), example(EndPayments).model_copy(update={"tenant_id": desk.tenant})
    with pytest.raises(NotReady, match="not configured"):
        await end_payments(order, billing=replace(desk.billing, payments=None))
    assert customer in desk.world.customers
    assert await answers(desk) == 0
