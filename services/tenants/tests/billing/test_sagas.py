"""Sign-up and payment as sagas: every step through the consumer, on a real database."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from common.contracts.tenants import OrganizationCreated
from common.primitives.ids import derived_id
from common.saga.definition import SagaState
from common.saga.tables import sagas
from common.testing.outbox import emitted
from tenants.billing import store

from .conftest import Desk

pytestmark = pytest.mark.engines


async def states(desk: Desk, name: str) -> list[SagaState]:
    async with desk.unit.begin(desk.tenant) as tx:
        found = (await tx.execute(select(sagas.c.state).where(sagas.c.name == name).order_by(sagas.c.id))).scalars()
        return [SagaState.model_validate(state) for state in found]


async def test_a_new_organisation_gets_its_account_and_its_inactive_subscription(desk: Desk) -> None:
    await desk.move_sagas()
    [state] = await states(desk, "sign-up")
    assert (state.id, state.status) == (derived_id("sign-up", desk.tenant), "completed")
    assert state.result("begin-subscription") == {"tier": "free", "status": "inactive"}
    [customer] = desk.world.customers.values()
    assert customer["metadata"] == {"tenant_id": str(desk.tenant)}
    assert (await desk.subscribed()).status == "inactive"


async def test_a_founding_that_comes_twice_begins_one_sign_up(desk: Desk) -> None:
    await desk.move_sagas()
    created = [each for each in await emitted(desk.unit, desk.tenant) if isinstance(each, OrganizationCreated)]
    await desk._deliver([*created, *created])
    assert len(await states(desk, "sign-up")) == 1
    assert len(desk.world.customers) == 1


async def test_a_payment_runs_from_its_page_to_the_note(desk: Desk) -> None:
    await desk.pay("pro")
    await desk.move_sagas()
    [waiting] = await states(desk, "payment")
    assert (waiting.status, waiting.step("await-payment").status) == ("running", "running")
    await desk.all_hooks()
    await desk.move_sagas()
    [done] = await states(desk, "payment")
    assert (done.status, done.result("apply-subscription")) == ("completed", {"tier": "pro", "status": "active"})


async def test_a_page_that_is_paid_before_anybody_awaits_it_is_paid(desk: Desk) -> None:
    await desk.pay("basic")
    await desk.all_hooks()
    await desk.move_sagas()
    [done] = await states(desk, "payment")
    assert done.status == "completed"


async def test_a_page_that_runs_out_ends_its_payment(desk: Desk) -> None:
    await desk.ask("POST", "checkout", tier="pro")
    await desk.move_sagas()
    [page] = desk.world.sessions.values()
    desk.world.expire_session(page["id"])
    await desk.all_hooks()
    await desk.move_sagas()
    [state] = await states(desk, "payment")
    assert (state.status, state.failure.reason if state.failure else None) == ("failed", "checkout-expired")
    assert (await desk.ask("POST", "checkout", tier="pro")).status_code == 201


async def test_a_payment_whose_time_is_over_closes_its_page(desk: Desk) -> None:
    await desk.ask("POST", "checkout", tier="pro")
    await desk.move_sagas()
    desk.clock.moment += timedelta(hours=26)
    await desk.paying.runner.pass_deadlines()
    await desk.move_sagas()
    [state] = await states(desk, "payment")
    assert state.status == "failed"
    [page] = desk.world.sessions.values()
    assert page["status"] == "expired"


async def test_an_account_that_is_paid_with_is_not_closed(desk: Desk) -> None:
    from common.contracts.tenants import CloseAccount
    from tenants.billing.handlers import close_account

    await desk.pay("pro")
    await desk.all_hooks()
    command = CloseAccount(tenant_id=desk.tenant, saga_id=desk.tenant, step="open-account")
    await close_account(command, unit=desk.unit, billing=desk.billing)
    assert len(desk.world.customers) == 1
    async with desk.unit.begin(desk.tenant) as tx:
        assert await store.customer(tx) is not None
