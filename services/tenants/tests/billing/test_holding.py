"""Room in a plan under contention, on a real database: so many get in as there is room for, and no one more.

The sample of ``make test`` is smaller; ``make security`` sets BRANDMON_WHOLE and tries 10,000.
"""

import asyncio
import itertools
import os
from datetime import timedelta
from uuid import UUID

import pytest

from common.contracts.collector import WebsiteState
from common.contracts.simulator import AuditCompleted, AuditStepReplied, ReserveQuota
from common.primitives.clock import ManualClock
from common.primitives.errors import Conflict
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.outbox import emitted
from tenants.quota import holding
from tenants.quota.handlers import count_website, reserve_quota, settle_quota
from tenants.quota.plans import Plans, written_limits
from tenants.quota.rules import MICRO, QuotaName, QuotaUse

pytestmark = [pytest.mark.engines, pytest.mark.timeout(1200)]
TRIES = 10_000 if os.environ.get("BRANDMON_WHOLE") else 600
ROOM = 57
MOST = timedelta(minutes=10)


async def stands(unit: UnitOfWork, tenant: UUID, plans: Plans, quota: QuotaName) -> QuotaUse:
    async with unit.begin(tenant) as tx:
        return (await holding.uses(tx, plans, "free"))[quota]


def state(tenant: UUID, website: UUID, *, deleted: bool = False) -> WebsiteState:
    shown = None if deleted else "https://shop.example"
    return WebsiteState(
        tenant_id=tenant, revision=2 if deleted else 1, deleted=deleted, website_id=website, url=shown, domain=shown,
        name=None, status=None if deleted else "pending", registered_at=None,
    )  # fmt: skip


async def held(unit: UnitOfWork, tenant: UUID, plans: Plans, quota: QuotaName, subject: UUID) -> bool:
    try:
        async with unit.begin(tenant) as tx:
            await holding.hold(tx, plans, {quota: 1}, subject, plans.clock.now() + MOST)
    except Conflict as refused:
        assert refused.extra["quota"] == quota
        return False
    return True


@pytest.mark.parametrize("quota", ["websites", "audits", "answers", "spend", "clients"])
async def test_exactly_as_many_get_in_as_there_is_room_for(
    unit: UnitOfWork, plans: Plans, tenant: UUID, quota: QuotaName
) -> None:
    plans.limits["free"][quota] = ROOM  # type: ignore[index]
    tries = TRIES if quota == "websites" else TRIES // 10
    at_once = asyncio.Semaphore(
        100
    )  # more than the pool has connections; who waits for one longer than 30 s is refused

    async def tried() -> bool:
        async with at_once:
            return await held(unit, tenant, plans, quota, uuid7())

    answers = await asyncio.gather(*(tried() for _ in range(tries)))
    assert sum(answers) == ROOM if tries >= ROOM else tries
    assert (await stands(unit, tenant, plans, quota)).available == 0


async def test_one_subject_that_asks_side_by_side_holds_once(unit: UnitOfWork, plans: Plans, tenant: UUID) -> None:
    website = uuid7()
    assert all(await asyncio.gather(*(held(unit, tenant, plans, "websites", website) for _ in range(12))))
    assert (await stands(unit, tenant, plans, "websites")).reserved == 1


async def test_what_is_not_taken_up_expires_and_what_comes_late_counts_all_the_same(
    unit: UnitOfWork, plans: Plans, tenant: UUID, clock: ManualClock
) -> None:
    plans.limits["free"]["websites"] = 2  # type: ignore[index]
    first, second, third = uuid7(), uuid7(), uuid7()
    assert [await held(unit, tenant, plans, "websites", each) for each in (first, second, third)] == [True, True, False]
    await count_website(state(tenant, first), unit=unit, plans=plans)
    clock.moment += MOST
    assert (await stands(unit, tenant, plans, "websites")) == QuotaUse(2, 0, 1)
    assert await held(unit, tenant, plans, "websites", third)
    await count_website(state(tenant, second), unit=unit, plans=plans)
    await count_website(state(tenant, third), unit=unit, plans=plans)
    assert (await stands(unit, tenant, plans, "websites")).over == 1
    await count_website(state(tenant, third, deleted=True), unit=unit, plans=plans)
    await count_website(state(tenant, third), unit=unit, plans=plans)  # from before, once more
    assert (await stands(unit, tenant, plans, "websites")) == QuotaUse(2, 0, 2)


async def test_a_website_of_before_is_counted_when_its_state_is_heard(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:  # fmt: skip
    for website in (uuid7(), uuid7()):
        for _ in range(2):
            await count_website(state(tenant, website), unit=unit, plans=plans)
    assert (await stands(unit, tenant, plans, "websites")).used == 2


async def test_an_audit_holds_room_for_itself_its_answers_and_what_they_cost(
    unit: UnitOfWork, plans: Plans, tenant: UUID, clock: ManualClock
) -> None:
    plans.limits["free"] |= {"audits": 2, "spend": 3 * MICRO}  # type: ignore[operator]
    audits, site = [uuid7() for _ in range(3)], uuid7()

    async def ask(audit: UUID, spend: int) -> AuditStepReplied:
        command = ReserveQuota(
            tenant_id=tenant, saga_id=audit, step="reserve-quota", website_id=site, answers=1, spend_microdollars=spend
        )
        await reserve_quota(command, unit=unit, plans=plans)
        told = [each for each in await emitted(unit, tenant) if isinstance(each, AuditStepReplied)]
        return next(each for each in told if each.command_id == command.id)

    assert (await ask(audits[0], 2 * MICRO)).outcome == "done"
    refused = await ask(audits[1], 2 * MICRO)
    assert refused.reason == "quota-exceeded"
    assert "3.00 US dollars on 2026-03-15" in str(refused.detail)
    done = AuditCompleted(tenant_id=tenant, audit_id=audits[0], website_id=site, answers=1, spent_microdollars=MICRO)
    await settle_quota(done, unit=unit, plans=plans)
    assert (await stands(unit, tenant, plans, "spend")) == QuotaUse(3 * MICRO, 0, MICRO)
    assert (await ask(audits[2], MICRO)).outcome == "done"
    last = await ask(uuid7(), 0)
    assert "The free plan allows 2 audits in March 2026" in str(last.detail)
    clock.moment += timedelta(days=1)
    assert (await stands(unit, tenant, plans, "spend")).used == 0


async def test_members_are_counted_where_they_stand_and_invitations_hold_room(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    plans.limits["free"]["members"] = 2  # type: ignore[index]
    assert await held(unit, tenant, plans, "members", uuid7())
    assert not await held(unit, tenant, plans, "members", uuid7())
    assert (await stands(unit, tenant, plans, "members")) == QuotaUse(2, 1, 1)


async def test_no_plan_allows_less_than_a_smaller_one() -> None:
    for local in (False, True):
        limits = list(written_limits(local=local).values())
        for smaller, larger in itertools.pairwise(limits):
            assert all(smaller[quota] <= larger[quota] for quota in smaller)
