"""Events in every order, doubled, while the world goes on: what stands here in the end is what Stripe has.

The sample of ``make test`` takes orders at random; ``make security`` sets BRANDMON_WHOLE and tries all 720.
"""

import asyncio
import itertools
import os
import random
from collections.abc import Callable

import pytest

from brandmon_local.billing_double.shapes import Json
from tenants.billing.rules.prices import read_prices
from tenants.billing.rules.standing import STATUSES

from .conftest import Desk

pytestmark = [pytest.mark.engines, pytest.mark.timeout(1800)]
WHOLE = bool(os.environ.get("BRANDMON_WHOLE"))
SAMPLE = 24
PRICES = read_prices("price_basic=basic,price_pro=pro,price_agency=agency")


def life(desk: Desk, subscription: str) -> list[Callable[[], object]]:
    """Six things that happen to a subscription, one after the other; each tells of itself by an event."""
    world = desk.world

    def price(name: str) -> Callable[[], object]:
        return lambda: world.update(subscription, {"items": [{"price": name}]})

    def standing(status: str) -> Callable[[], object]:
        def change() -> None:
            world.subscriptions[subscription]["status"] = status
            world.update(subscription, {})

        return change

    ends = lambda: world.update(subscription, {"cancel_at_period_end": "true"})  # noqa: E731
    late, paid = standing("past_due"), standing("active")
    return [price("price_basic"), late, price("price_agency"), paid, ends, standing("unpaid")]


async def deliver(desk: Desk, order: tuple[int, ...], subscription: str, dice: random.Random) -> None:
    """Deliver six events in ``order``, each as soon as it is asked for and has happened, and some of them again."""
    pending, told = life(desk, subscription), []
    sending: list[Json] = []
    for wanted in order:
        while len(told) <= wanted:
            pending[len(told)]()
            told.append(desk.world.events[-1])
        sending.append(told[wanted])
        if dice.random() < 0.5:
            await asyncio.gather(*map(desk.hook, sending), desk.follow())
            sending = [dice.choice(sending)]
    sending += dice.sample(told, 3)
    assert set(await asyncio.gather(*map(desk.hook, sending))) == {200}
    await desk.follow()


async def test_whatever_the_order_of_six_events_the_end_is_stripes(desk: Desk) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    orders = list(itertools.permutations(range(6)))
    subscription = await desk.pay("pro")
    await desk.all_hooks()
    for order in orders if WHOLE else dice.sample(orders, SAMPLE):
        desk.world.update(subscription, {"cancel_at_period_end": "false", "items": [{"price": "price_pro"}]})
        await deliver(desk, order, subscription, dice)
        now_is, truth = await desk.subscribed(), desk.world.subscriptions[subscription]
        assert (now_is.tier, now_is.status, now_is.cancel_at_period_end) == (
            PRICES.tier_of(truth["items"]["data"][0]["price"]["id"]),
            STATUSES[truth["status"]],
            truth["cancel_at_period_end"],
        ), order


async def test_a_late_answer_of_stripe_never_hides_a_newer_one(desk: Desk) -> None:
    """Askings that overtake each other: the slow one began earlier, and its answer is of then."""
    from tenants.billing.following import fetch, take_over

    subscription = await desk.pay("pro")
    slow = await fetch(desk.billing, desk.tenant)
    desk.world.update(subscription, {"items": [{"price": "price_agency"}]})
    fast = await fetch(desk.billing, desk.tenant)
    for fetched in (fast, slow):
        async with desk.unit.begin(desk.tenant) as tx:
            await take_over(desk.billing, tx, fetched)
    assert (await desk.subscribed()).tier == "agency"
