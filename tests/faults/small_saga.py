"""The lab's saga: three steps with an undo each, orchestrator and participants in one process."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select

from common.contracts.message import Command
from common.contracts.simulator import (
    ArchivePlan,
    AuditStepReplied,
    CancelCrawl,
    ClassifyPrompts,
    CrawlWebsite,
    PlanConversations,
    ReleaseQuota,
    ReserveQuota,
)
from common.contracts.simulator.audit_results import CrawlResult, PlanResult, ReservationResult, StoppedCrawlResult
from common.contracts.vocabulary import Panel
from common.messaging.runtime.consumer import Subscription, on
from common.primitives.clock import SystemClock
from common.primitives.ids import derived_id, uuid7
from common.saga import Order, Saga, SagaState, SoFar, Step
from common.saga.participant import Done, Refused, takes_part
from common.saga.runner import SagaRunner
from common.stores.postgres import Tx, UnitOfWork

from .tables import marks

_WEBSITE = derived_id("website")


def _order(command: type[Command], **fields: Any) -> Order:
    def made(_: SoFar) -> dict[str, Any]:
        return {"website_id": _WEBSITE, **fields}

    return Order(command, made)


_MINUTE = timedelta(seconds=60)
_PLAN = {"analysis_id": _WEBSITE, "panel": Panel(icps=1, conversations=1), "language": "en"}

SMALL = Saga(
    "small",
    1,
    reply=AuditStepReplied,
    steps=(
        Step("reserve", _order(ReserveQuota, answers=1), _order(ReleaseQuota), _MINUTE),
        Step("crawl", _order(CrawlWebsite, url="https://e.org/", page_limit=1), _order(CancelCrawl), _MINUTE),
        Step("plan", _order(PlanConversations, **_PLAN), _order(ArchivePlan), _MINUTE),
    ),
    undo_timeout=timedelta(seconds=20),
)


FAILING = Saga(
    "failing",
    1,
    reply=AuditStepReplied,
    steps=(*SMALL.steps, Step("classify", _order(ClassifyPrompts, plan_id=_WEBSITE, prompts=1), None, _MINUTE)),
)
"""Three steps that are done, and a fourth that is always refused: three undos."""

NOT_POSSIBLE = Refused("no", "It is not possible.")
_DONE: dict[type[Command], Done] = {
    ReserveQuota: Done(ReservationResult()),
    CrawlWebsite: Done(CrawlResult(crawl_id=_WEBSITE, pages=1)),
    CancelCrawl: Done(StoppedCrawlResult()),
    PlanConversations: Done(PlanResult(plan_id=_WEBSITE, prompts=1)),
}
"""What the lab's participants are done with, where that is more than nothing."""


async def _nothing(_tx: Tx, _state: SagaState) -> None:
    return


def runner_of(unit: UnitOfWork, saga: Saga = SMALL) -> SagaRunner:
    """The orchestrator."""
    return SagaRunner((saga,), unit, SystemClock(), _nothing)


async def _take_turns(tx: Tx, command: Command) -> None:
    """A command and its undo may be handled side by side: the second waits for the first."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{command.saga_id}/{command.step}"))))


async def _do(command: Command, tx: Tx, *, refuses: bool) -> Done | Refused:
    if refuses and command.saga_id.int % 2:  # every other saga fails at its last step
        return NOT_POSSIBLE
    await _mark(tx, command.saga_id, command.step, "done")
    return _DONE[type(command)]


_reserve = takes_part(undo=ReleaseQuota, lock=_take_turns)(_do)
_crawl = takes_part(undo=CancelCrawl, lock=_take_turns)(_do)
_plan = takes_part(undo=ArchivePlan, lock=_take_turns)(_do)


@takes_part(lock=_take_turns)
async def _undo(command: Command, tx: Tx) -> Done:
    await _mark(tx, command.saga_id, command.step, "undone")
    return _DONE.get(type(command), Done())


@takes_part()
async def _refuse(_command: Command, _tx: Tx) -> Refused:
    return NOT_POSSIBLE


async def _mark(tx: Tx, saga_id: UUID, step: str, kind: str) -> None:
    row = {"tenant_id": tx.tenant_id, "id": uuid7(), "saga_id": saga_id, "step": step, "kind": kind}
    await tx.execute(insert(marks).values(row))


def saga_subscriptions(unit: UnitOfWork, saga: Saga = SMALL) -> list[Subscription]:
    """Orchestrator and participants. Of ``SMALL`` every other instance fails at its last step, of ``FAILING`` each."""
    runner = runner_of(unit, saga)
    undoes = [on(each, partial(_undo, unit=unit), name="_undo") for each in (ReleaseQuota, CancelCrawl, ArchivePlan)]
    return [
        on(AuditStepReplied, runner.on_reply, name="on_reply"),
        on(ReserveQuota, partial(_reserve, unit=unit, refuses=False), name="_do"),
        on(CrawlWebsite, partial(_crawl, unit=unit, refuses=False), name="_do"),
        on(PlanConversations, partial(_plan, unit=unit, refuses=saga is SMALL), name="_do"),
        on(ClassifyPrompts, partial(_refuse, unit=unit), name="_refuse"),
        *undoes,
    ]


async def watch_deadlines(unit: UnitOfWork, stopping: asyncio.Event) -> None:
    """The orchestrator's clock."""
    await runner_of(unit).watch_deadlines(stopping)


async def marks_of(tx: Tx) -> list[tuple[UUID, str, str]]:
    """(saga, step, kind) of the transaction's tenant."""
    rows = await tx.execute(select(marks.c.saga_id, marks.c.step, marks.c.kind))
    return [(row.saga_id, row.step, row.kind) for row in rows]
