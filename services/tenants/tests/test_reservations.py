"""Tenants' part in the audit saga on a real database: repeated, overtaking and concurrent messages."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest

from common.contracts.simulator import (
    AuditCancelled,
    AuditCompleted,
    AuditFailed,
    AuditStepReplied,
    ReleaseQuota,
    ReserveQuota,
)
from common.contracts.tenants import QuotaReleased, QuotaReserved
from common.messaging.outcomes import AlreadyHandled
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.outbox import emitted
from tenants.quota import store as quota_store
from tenants.quota.handlers import release_quota, reserve_quota, settle_quota
from tenants.quota.plans import Plans
from tenants.quota.rules import QuotaUse, standing

from .plans import LIMIT

pytestmark = pytest.mark.engines

SITE = uuid7()


def reserve(tenant: UUID, audit: UUID, answers: int) -> ReserveQuota:
    return ReserveQuota(tenant_id=tenant, saga_id=audit, step="reserve-quota", website_id=SITE, answers=answers)


def release(tenant: UUID, audit: UUID, used: int = 0) -> ReleaseQuota:
    return ReleaseQuota(tenant_id=tenant, saga_id=audit, step="reserve-quota", website_id=SITE, used=used)


def completed(tenant: UUID, audit: UUID, answers: int) -> AuditCompleted:
    return AuditCompleted(tenant_id=tenant, audit_id=audit, website_id=SITE, answers=answers)


async def stands(unit: UnitOfWork, tenant: UUID, plans: Plans) -> QuotaUse:
    async with unit.begin(tenant) as tx:
        return standing(LIMIT, await quota_store.reservations_in(tx, plans.clock.now().date().replace(day=1)))


async def replies(unit: UnitOfWork, tenant: UUID) -> list[AuditStepReplied]:
    return [message for message in await emitted(unit, tenant) if isinstance(message, AuditStepReplied)]


async def releases(unit: UnitOfWork, tenant: UUID) -> list[QuotaReleased]:
    return [message for message in await emitted(unit, tenant) if isinstance(message, QuotaReleased)]


async def test_room_is_reserved_announced_and_answered(unit: UnitOfWork, plans: Plans, tenant: UUID) -> None:
    audit = uuid7()
    await reserve_quota(reserve(tenant, audit, 40), unit=unit, plans=plans)
    founding = ("organization-created", "member-joined", "organization-state")
    reserved, reply = [each for each in await emitted(unit, tenant) if each.topic.split(".")[1] not in founding]
    assert isinstance(reserved, QuotaReserved)
    assert isinstance(reply, AuditStepReplied)
    assert (reserved.audit_id, reserved.answers, f"{reserved.period_start}") == (audit, 40, "2026-03-01")
    assert (reply.outcome, reply.participant) == ("done", "tenants")
    assert reply.result == {"reservation_id": str(reserved.reservation_id)}
    assert (await stands(unit, tenant, plans)).available == LIMIT - 40


async def test_fifty_reservations_side_by_side_never_exceed_the_limit(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    commands = [reserve(tenant, uuid7(), 7) for _ in range(50)]
    await asyncio.gather(*(reserve_quota(command, unit=unit, plans=plans) for command in commands))
    outcomes = [reply.outcome for reply in await replies(unit, tenant)]
    assert outcomes.count("done") == LIMIT // 7
    assert outcomes.count("refused") == 50 - LIMIT // 7
    assert (await stands(unit, tenant, plans)).reserved == LIMIT // 7 * 7


async def test_what_does_not_fit_is_refused_with_the_figures_and_nothing_stays_reserved(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    await reserve_quota(reserve(tenant, uuid7(), 70), unit=unit, plans=plans)
    await reserve_quota(reserve(tenant, uuid7(), 31), unit=unit, plans=plans)
    reply = (await replies(unit, tenant))[-1]
    assert (reply.outcome, reply.reason) == ("refused", "quota-exceeded")
    assert reply.detail is not None
    assert "31 answers" in reply.detail
    assert "30 are left" in reply.detail
    assert "0 are used and 70 are reserved" in reply.detail
    await reserve_quota(reserve(tenant, uuid7(), 30), unit=unit, plans=plans)
    assert (await replies(unit, tenant))[-1].outcome == "done"


async def test_a_redelivered_command_makes_nothing_new_and_a_repeated_one_gets_the_first_reply(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    audit = uuid7()
    command = reserve(tenant, audit, 60)
    await reserve_quota(command, unit=unit, plans=plans)
    with pytest.raises(AlreadyHandled):
        await reserve_quota(command, unit=unit, plans=plans)
    await asyncio.gather(*(reserve_quota(reserve(tenant, audit, 60), unit=unit, plans=plans) for _ in range(5)))
    answers = await replies(unit, tenant)
    assert len(answers) == 6
    assert {str(answer.result) for answer in answers} == {str(answers[0].result)}
    assert len({answer.command_id for answer in answers}) == 6
    assert (await stands(unit, tenant, plans)).reserved == 60


async def test_a_refusal_is_repeated_even_when_there_is_room_by_then(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    first, audit = uuid7(), uuid7()
    await reserve_quota(reserve(tenant, first, LIMIT), unit=unit, plans=plans)
    await reserve_quota(reserve(tenant, audit, 1), unit=unit, plans=plans)
    await settle_quota(completed(tenant, first, 0), unit=unit, plans=plans)
    await reserve_quota(reserve(tenant, audit, 1), unit=unit, plans=plans)
    assert [reply.outcome for reply in await replies(unit, tenant)] == ["done", "refused", "refused"]


async def test_a_release_frees_all_but_the_answers_that_were_received(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    audit = uuid7()
    await reserve_quota(reserve(tenant, audit, 40), unit=unit, plans=plans)
    for _ in range(2):
        await release_quota(release(tenant, audit, used=3), unit=unit, plans=plans)
    assert [(event.reserved, event.used) for event in await releases(unit, tenant)] == [(40, 3)]
    now = await stands(unit, tenant, plans)
    assert (now.reserved, now.used) == (0, 3)
    assert [reply.outcome for reply in await replies(unit, tenant)] == ["done", "done", "done"]


async def test_an_undo_that_overtakes_its_command_leaves_nothing_reserved(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    audit = uuid7()
    await release_quota(release(tenant, audit), unit=unit, plans=plans)
    await reserve_quota(reserve(tenant, audit, 40), unit=unit, plans=plans)
    undo, late = await replies(unit, tenant)
    assert undo.outcome == "done"
    assert (late.outcome, late.reason) == ("refused", "already-released")
    assert (await stands(unit, tenant, plans)).available == LIMIT
    assert not await releases(unit, tenant)


async def test_an_undo_and_its_command_side_by_side_never_leave_room_reserved(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    for _ in range(10):
        audit = uuid7()
        await asyncio.gather(
            reserve_quota(reserve(tenant, audit, 5), unit=unit, plans=plans),
            release_quota(release(tenant, audit), unit=unit, plans=plans),
        )
    assert (await stands(unit, tenant, plans)).available == LIMIT


async def test_a_completed_audit_is_charged_with_its_answers_once(unit: UnitOfWork, plans: Plans, tenant: UUID) -> None:
    audit = uuid7()
    await reserve_quota(reserve(tenant, audit, 40), unit=unit, plans=plans)
    await settle_quota(completed(tenant, audit, 33), unit=unit, plans=plans)
    await settle_quota(completed(tenant, audit, 33), unit=unit, plans=plans)
    await release_quota(release(tenant, audit), unit=unit, plans=plans)
    now = await stands(unit, tenant, plans)
    assert (now.reserved, now.used) == (0, 33)
    assert [(event.reserved, event.used) for event in await releases(unit, tenant)] == [(40, 33)]


async def test_a_failed_and_a_cancelled_audit_are_charged_with_what_was_received(
    unit: UnitOfWork, plans: Plans, tenant: UUID
) -> None:
    failed, cancelled = uuid7(), uuid7()
    for audit in (failed, cancelled):
        await reserve_quota(reserve(tenant, audit, 40), unit=unit, plans=plans)
    await release_quota(release(tenant, failed, used=2), unit=unit, plans=plans)
    ids = {"tenant_id": tenant, "website_id": SITE}
    reasons = {"step": "converse", "reason": "providers-failed", "detail": "Every provider failed."}
    await settle_quota(AuditFailed(audit_id=failed, answers=4, **ids, **reasons), unit=unit, plans=plans)
    await settle_quota(AuditCancelled(audit_id=cancelled, answers=5, **ids), unit=unit, plans=plans)
    now = await stands(unit, tenant, plans)
    assert (now.reserved, now.used) == (0, 9)
    assert [event.used for event in await releases(unit, tenant)] == [2, 4, 5]


async def test_an_audit_is_charged_to_the_month_in_which_it_was_reserved(
    unit: UnitOfWork, plans: Plans, clock: ManualClock, tenant: UUID
) -> None:
    audit = uuid7()
    clock.moment = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
    await reserve_quota(reserve(tenant, audit, 40), unit=unit, plans=plans)
    clock.moment = datetime(2026, 4, 1, 0, 10, tzinfo=UTC)
    await settle_quota(completed(tenant, audit, 40), unit=unit, plans=plans)
    assert (await stands(unit, tenant, plans)).available == LIMIT
    clock.moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert (await stands(unit, tenant, plans)).used == 40


async def test_an_organisation_that_does_not_exist_is_refused_and_its_undo_is_done(
    unit: UnitOfWork, plans: Plans
) -> None:
    nowhere, audit = uuid7(), uuid7()
    await reserve_quota(reserve(nowhere, audit, 1), unit=unit, plans=plans)
    await release_quota(release(nowhere, audit), unit=unit, plans=plans)
    await settle_quota(completed(nowhere, audit, 1), unit=unit, plans=plans)
    refused, undone = await replies(unit, nowhere)
    assert (refused.outcome, refused.reason) == ("refused", "unknown-organisation")
    assert undone.outcome == "done"
