"""A participant's wrapper on a real PostgreSQL: first replies, undos that come first, slow work, jobs."""

from collections.abc import AsyncIterator
from typing import TypeVar
from uuid import UUID

import pytest
from sqlalchemy import select

from common.contracts.message import Command
from common.contracts.simulator import (
    AuditStepReplied,
    CancelCrawl,
    CrawlWebsite,
    GenerateReport,
    ReserveQuota,
    WithdrawReport,
)
from common.contracts.simulator.audit_results import CrawlResult, ReportResult, ReservationResult
from common.messaging.outcomes import AlreadyHandled, NotReady
from common.primitives.ids import uuid7
from common.saga.participant import Done, Refused, Working, reply, takes_part
from common.stores.postgres import Tx, UnitOfWork
from common.stores.postgres.tables import outbox
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines
TENANT = uuid7()
URL = "https://example.com/"
C = TypeVar("C", bound=Command)


@pytest.fixture
async def unit(saga_urls: DatabaseUrls) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(saga_urls.app, service="collector", pool_size=3)
    yield unit
    await unit.dispose()


def order(kind: type[C], saga: UUID, **fields: object) -> C:
    return kind.model_validate({"tenant_id": TENANT, "saga_id": saga, "step": "x", "website_id": uuid7(), **fields})


async def replies(unit: UnitOfWork, saga: UUID) -> list[AuditStepReplied]:
    async with unit.begin(TENANT) as tx:
        rows = await tx.execute(select(outbox.c.payload).where(outbox.c.key == str(saga)).order_by(outbox.c.id))
        return [AuditStepReplied.model_validate_json(row.payload) for row in rows]


def report_of(saga: UUID) -> GenerateReport:
    return order(GenerateReport, saga, run_id=uuid7(), url=URL)


class Writing:
    """Slow work that counts how often it was done, and what happens meanwhile."""

    def __init__(self) -> None:
        self.times = 0
        self.meanwhile: list[Command] = []
        self.refuses = False


async def _write(command: GenerateReport, unit: UnitOfWork, *, writing: Writing) -> UUID | Refused:
    writing.times += 1
    for undo in writing.meanwhile:
        assert isinstance(undo, WithdrawReport)
        await withdraw(undo, unit=unit)
    return Refused("no-text", "There is nothing to write of.") if writing.refuses else uuid7()


@takes_part(after=_write, undo=WithdrawReport)
async def write(command: GenerateReport, tx: Tx, report_id: UUID) -> Done:
    """Reports, in one line."""
    return Done(ReportResult(report_id=report_id))


@takes_part()
async def withdraw(command: WithdrawReport, tx: Tx) -> Done:
    return Done()


async def test_slow_work_is_not_done_again_for_a_repeated_command_nor_a_redelivery(unit: UnitOfWork) -> None:
    saga, writing = uuid7(), Writing()
    command = report_of(saga)
    await write(command, unit=unit, writing=writing)
    await write(command.model_copy(update={"id": uuid7()}), unit=unit, writing=writing)
    with pytest.raises(AlreadyHandled):
        await write(command, unit=unit, writing=writing)
    first, second = await replies(unit, saga)
    assert (first.result, first.outcome) == (second.result, "done")
    assert writing.times == 1
    assert write.__doc__ == "Reports, in one line."


async def test_slow_work_is_not_begun_where_the_undo_came_first(unit: UnitOfWork) -> None:
    saga, writing = uuid7(), Writing()
    await withdraw(order(WithdrawReport, saga), unit=unit)
    await write(report_of(saga), unit=unit, writing=writing)
    assert [(each.outcome, each.reason) for each in await replies(unit, saga)] == [
        ("done", None), ("refused", "given-up"),
    ]  # fmt: skip
    assert writing.times == 0


async def test_an_undo_that_comes_during_the_work_refuses_it_at_the_end(unit: UnitOfWork) -> None:
    saga, writing = uuid7(), Writing()
    writing.meanwhile = [order(WithdrawReport, saga)]
    await write(report_of(saga), unit=unit, writing=writing)
    assert [(each.outcome, each.reason) for each in await replies(unit, saga)][1:] == [("refused", "given-up")]
    assert writing.times == 1


async def test_work_that_refuses_is_answered_and_the_answer_is_kept(unit: UnitOfWork) -> None:
    saga, writing = uuid7(), Writing()
    writing.refuses = True
    await write(report_of(saga), unit=unit, writing=writing)
    writing.refuses = False
    await write(report_of(saga), unit=unit, writing=writing)
    assert [each.reason for each in await replies(unit, saga)] == ["no-text", "no-text"]


# -- jobs -----------------------------------------------------------------------------------------------------------


@takes_part(undo=CancelCrawl, late=Refused("cancelled", "It was cancelled."))
async def crawl(command: CrawlWebsite, tx: Tx, *, ready: bool) -> Working:
    if not ready:
        raise NotReady("the site is being registered")
    return Working()


def crawl_of(saga: UUID) -> CrawlWebsite:
    return order(CrawlWebsite, saga, url=URL, page_limit=1)


async def test_a_job_is_answered_by_whoever_does_it_and_once(unit: UnitOfWork) -> None:
    saga = uuid7()
    command, again = crawl_of(saga), crawl_of(saga)
    await crawl(command, unit=unit, ready=True)
    await crawl(again, unit=unit, ready=True)
    assert await replies(unit, saga) == []
    async with unit.begin(TENANT) as tx:
        await reply(tx, command, Done(CrawlResult(crawl_id=uuid7(), pages=3)))
    await crawl(crawl_of(saga), unit=unit, ready=True)
    first, second = await replies(unit, saga)
    assert (first.participant, first.command_id) == ("collector", command.id)
    assert first.result == second.result


async def test_what_is_not_ready_leaves_nothing_behind_and_is_tried_again(unit: UnitOfWork) -> None:
    command = crawl_of(uuid7())
    with pytest.raises(NotReady):
        await crawl(command, unit=unit, ready=False)
    await crawl(command, unit=unit, ready=True)
    assert await replies(unit, command.saga_id) == []


async def test_a_late_command_is_refused_in_the_services_own_words(unit: UnitOfWork) -> None:
    saga = uuid7()
    async with unit.begin(TENANT) as tx:
        await reply(tx, order(CancelCrawl, saga), Refused("x", "Any answer settles it."))
    await crawl(crawl_of(saga), unit=unit, ready=True)
    assert [(each.reason, each.detail) for each in await replies(unit, saga)][1:] == [
        ("cancelled", "It was cancelled.")
    ]


async def test_a_step_is_done_with_its_own_result_and_no_other(unit: UnitOfWork) -> None:
    async with unit.begin(TENANT) as tx:
        with pytest.raises(TypeError, match="done with CrawlResult"):
            await reply(tx, crawl_of(uuid7()), Done())
        with pytest.raises(TypeError, match="done with ReservationResult"):
            await reply(tx, order(ReserveQuota, uuid7(), answers=1), Done(CrawlResult(crawl_id=uuid7(), pages=1)))
        await reply(tx, order(ReserveQuota, uuid7(), answers=1), Done(ReservationResult()))
