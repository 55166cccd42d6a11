"""From a plan that is chosen to an invoice, with Stripe's client on the double."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from common.contracts.auth import ActionNoted
from common.contracts.tenants import OrganizationState, PaymentFailed, SubscriptionChanged
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.outbox import emitted, noted
from common.testing.tokens import bearer
from tenants.billing import store
from tenants.quota import holding

from .conftest import Desk

pytestmark = pytest.mark.engines


async def changes(desk: Desk) -> list[SubscriptionChanged]:
    return [each for each in await emitted(desk.unit, desk.tenant) if isinstance(each, SubscriptionChanged)]


async def noted_of(desk: Desk) -> list[ActionNoted]:
    return [each for each in await noted(desk.unit, desk.tenant) if each.action.startswith("billing.")]


async def test_a_plan_is_paid_for_and_applies_and_is_announced(desk: Desk) -> None:
    await desk.pay("pro")
    await desk.all_hooks()
    shown = (await desk.ask("GET", "subscription")).json()
    assert (shown["plan"], shown["tier"], shown["status"], shown["over"]) == ("pro", "pro", "active", [])
    [changed] = await changes(desk)
    assert (changed.plan, changed.status, changed.cancel_at_period_end) == ("pro", "active", False)
    states = [each for each in await emitted(desk.unit, desk.tenant) if isinstance(each, OrganizationState)]
    assert max(states, key=lambda state: state.revision).tier == "pro"
    [invoice] = (await desk.ask("GET", "invoices", role="billing")).json()["items"]
    assert (invoice["status"], invoice["total"], invoice["amount_paid"]) == ("paid", 9900, 9900)
    async with desk.unit.system() as conn:
        outcomes = await conn.execute(text("SELECT event_type, outcome FROM webhook_events WHERE processed"))
    assert dict(outcomes.all())["checkout.session.completed"] == "done"  # type: ignore[arg-type]


async def test_a_page_that_is_open_is_shown_again_and_only_one_is_open(desk: Desk) -> None:
    first = (await desk.ask("POST", "checkout", tier="pro")).json()
    assert (await desk.ask("POST", "checkout", tier="pro")).json() == first
    other = (await desk.ask("POST", "checkout", tier="basic")).json()
    assert other["url"] != first["url"]
    assert [page["status"] for page in desk.world.sessions.values()] == ["expired", "open"]


async def test_pages_asked_for_side_by_side_come_to_one_that_can_be_paid(desk: Desk) -> None:
    answers = await asyncio.gather(*(desk.ask("POST", "checkout", tier="pro") for _ in range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["url"] for answer in answers}) == 1
    assert [page["status"] for page in desk.world.sessions.values()].count("open") == 1
    assert len(desk.world.customers) == 1


async def test_who_has_a_subscription_changes_it_instead_of_paying_twice(desk: Desk) -> None:
    await desk.pay("basic")
    await desk.all_hooks()
    again = await desk.ask("POST", "checkout", tier="pro")
    assert (again.status_code, again.json()["type"].rsplit(":", 1)[1]) == (409, "already-subscribed")
    changed = await desk.ask("PUT", "plan", tier="agency")
    assert (changed.status_code, changed.json()["plan"]) == (200, "agency")


async def test_a_plan_is_ended_with_its_period_and_taken_up_again(desk: Desk) -> None:
    subscription = await desk.pay("pro")
    await desk.all_hooks()
    ended = (await desk.ask("PUT", "plan", tier="free")).json()
    assert (ended["plan"], ended["cancel_at_period_end"]) == ("pro", True)
    resumed = (await desk.ask("PUT", "cancellation", at_period_end=False)).json()
    assert resumed["cancel_at_period_end"] is False
    await desk.ask("PUT", "cancellation", at_period_end=True)
    desk.world.renew(subscription)
    await desk.all_hooks()
    now_is = await desk.subscribed()
    assert (now_is.status, now_is.plan(desk.clock.now())) == ("canceled", "free")
    assert (await desk.ask("PUT", "plan", tier="pro")).status_code == 409


async def test_who_did_what_about_the_plan_is_noted_and_what_came_of_it(desk: Desk) -> None:
    await desk.ask("POST", "checkout", tier="pro")
    subscription = await desk.pay("pro")  # the page that is open: nothing new is noted
    await desk.all_hooks()
    await desk.ask("POST", "portal")
    await desk.ask("PUT", "plan", tier="basic")
    await desk.ask("PUT", "cancellation", at_period_end=True)
    await desk.ask("PUT", "cancellation", at_period_end=False)
    desk.world.fail(subscription)
    await desk.all_hooks()
    told = [(each.action.removeprefix("billing."), each.actor, dict(each.facts)) for each in await noted_of(desk)]
    assert told == [
        ("checkout-opened", "user", {"plan": "pro"}),
        ("plan-changed", "service", {"plan": "pro", "before": "free", "reason": "active"}),
        ("portal-opened", "user", {}),
        ("plan-changed", "user", {"plan": "basic", "before": "pro", "reason": "asked"}),
        ("plan-changed", "service", {"plan": "basic", "before": "pro", "reason": "active"}),
        ("cancelled", "user", {"plan": "basic"}),
        ("resumed", "user", {"plan": "basic"}),
        ("payment-failed", "service", {}),
    ]


async def test_a_smaller_plan_deletes_nothing_and_lets_nothing_new_in(desk: Desk) -> None:
    await desk.pay("pro")
    await desk.all_hooks()
    desk.billing.plans.limits["basic"]["websites"] = 2  # type: ignore[index]
    for _ in range(3):
        async with desk.unit.begin(desk.tenant) as tx:
            await holding.commit(tx, "websites", uuid7(), holding.period_of(desk.clock.now(), "websites"))
    smaller = (await desk.ask("PUT", "plan", tier="basic")).json()
    assert (smaller["plan"], smaller["over"]) == ("basic", ["websites"])
    assert (await changes(desk))[-1].over == ("websites",)
    headers = bearer(desk.tenant)
    refused = await desk.http.post("/internal/quota/websites", json={"website_id": str(uuid7())}, headers=headers)
    problem = refused.json()
    assert (refused.status_code, problem["quota"], problem["limit"], problem["used"]) == (409, "websites", 2, 3)
    assert "Nothing that is there is taken away" in problem["detail"]
    quota = (await desk.http.get("/v1/quota", headers=headers)).json()
    assert quota["quotas"][0] | {"quota": "websites", "used": 3, "over": 1, "available": 0} == quota["quotas"][0]


async def test_an_unpaid_plan_is_kept_for_the_grace_and_lost_after_it(desk: Desk) -> None:
    subscription = await desk.pay("pro")
    desk.world.fail(subscription)
    await desk.all_hooks()
    now_is = await desk.subscribed()
    assert (now_is.status, now_is.grace_until) == ("past_due", desk.clock.now() + timedelta(days=14))
    assert (await desk.ask("GET", "subscription")).json()["plan"] == "pro"
    desk.clock.moment += timedelta(days=11, minutes=1)
    await desk.follow()
    failed = [each for each in await emitted(desk.unit, desk.tenant) if isinstance(each, PaymentFailed)]
    assert sorted(each.reminder for each in failed) == [0, 1]
    desk.clock.moment += timedelta(days=3)
    await desk.follow()
    assert (await desk.ask("GET", "subscription")).json()["plan"] == "free"
    assert [each.plan for each in await changes(desk)][-1] == "free"
    desk.world.recover(subscription)
    await desk.all_hooks()
    assert (await desk.ask("GET", "subscription")).json()["plan"] == "pro"


async def test_a_price_that_nobody_knows_any_more_changes_nothing_and_is_told(desk: Desk) -> None:
    subscription = await desk.pay("pro")
    await desk.all_hooks()
    item = desk.world.subscriptions[subscription]["items"]["data"][0]
    item["price"] = {**item["price"], "id": "price_of_2019"}
    desk.world.update(subscription, {})
    await desk.all_hooks()
    shown = (await desk.ask("GET", "subscription")).json()
    assert (shown["plan"], shown["laid_aside"]) == ("pro", "price-unknown")
    async with desk.unit.system() as conn:
        errors = (await conn.execute(text("SELECT error FROM webhook_events WHERE outcome = 'laid-aside'"))).scalars()
    assert "price-unknown" in set(errors)


@pytest.mark.parametrize(
    ("method", "path", "body", "allowed"),
    [
        ("POST", "checkout", {"tier": "pro"}, {"owner", "billing"}),
        ("POST", "portal", {}, {"owner", "billing"}),
        ("PUT", "plan", {"tier": "pro"}, {"owner", "billing"}),
        ("PUT", "cancellation", {"at_period_end": True}, {"owner", "billing"}),
        ("GET", "invoices", {}, {"owner", "admin", "billing", "operator"}),
        ("GET", "subscription", {}, {"owner", "admin", "billing", "operator"}),
    ],
)
async def test_only_owner_and_billing_pay(
    desk: Desk, method: str, path: str, body: dict[str, object], allowed: set[str]
) -> None:  # fmt: skip
    for role in ("owner", "admin", "member", "viewer", "client", "billing", "operator"):
        answer = await desk.ask(method, path, role=role, **body)
        assert (answer.status_code != 403) == (role in allowed), (role, answer.text)


async def test_another_organisations_subscription_and_invoices_are_out_of_reach(desk: Desk) -> None:
    await desk.pay("pro")
    await desk.all_hooks()
    other = bearer(uuid7(), "owner")
    assert (await desk.http.get("/v1/billing/subscription", headers=other)).status_code == 404
    assert (await desk.http.get("/v1/billing/invoices", headers=other)).json()["items"] == []
    checkout = await desk.http.post("/v1/billing/checkout", json={"tier": "pro"}, headers=other)
    assert checkout.status_code == 404


async def test_a_stripe_that_is_away_is_said_and_costs_no_event(desk: Desk) -> None:
    await desk.pay("pro")
    for event in desk.world.events:
        await desk.hook(event)
    asked = desk.world.subscriptions_of
    desk.world.subscriptions_of = lambda *_: 1 / 0  # type: ignore[assignment,method-assign,return-value]
    await desk.follow()
    assert (await desk.subscribed()).status == "inactive"
    desk.world.subscriptions_of = asked  # type: ignore[method-assign]
    desk.clock.moment += timedelta(minutes=5)
    await desk.follow()
    assert (await desk.subscribed()).status == "active"


async def test_without_stripe_billing_says_so_and_all_else_works(client: httpx.AsyncClient, tenant: UUID) -> None:
    headers = bearer(tenant, "owner")
    for method, path, body in (
        ("POST", "checkout", {"tier": "pro"}),
        ("GET", "invoices", None),
        ("POST", "portal", None),
    ):
        answer = await client.request(method, f"/v1/billing/{path}", json=body, headers=headers)
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[1]) == (404, "billing-not-configured")
    assert (await client.post("/v1/billing/stripe/webhook", content=b"{}")).status_code == 404
    plans = (await client.get("/v1/billing/plans", headers=headers)).json()["items"]
    assert [(plan["tier"], plan["sold"]) for plan in plans] == [(t, False) for t in ("free", "basic", "pro", "agency")]
    assert (await client.get("/v1/billing/subscription", headers=headers)).json()["plan"] == "free"


async def test_a_customer_is_found_by_no_other_organisation(desk: Desk, unit: UnitOfWork) -> None:
    await desk.pay("pro")
    async with unit.begin(uuid7()) as tx:
        assert await store.customer(tx) is None
