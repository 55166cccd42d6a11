"""The lab's saga: three steps with an undo each, orchestrator and participants in one process."""

import asyncio
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import func, insert, select

from common.clock import SystemClock
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
from common.contracts.vocabulary import Panel
from common.ids import derived_id, uuid7
from common.messaging.consumer import Subscription, on
from common.postgres import Tx, UnitOfWork
from common.saga import Saga, SagaState, Step
from common.saga.participant import done, first_reply, overtaken, refuse
from common.saga.runner import SagaRunner

from .tables import marks

_WEBSITE = derived_id("website")


def _about(state: SagaState, step: str) -> dict[str, object]:
    return {"tenant_id": state.tenant_id, "saga_id": state.id, "step": step, "website_id": _WEBSITE}


def _plan(state: SagaState) -> Command:
    panel = Panel(icps=1, conversations=1)
    return PlanConversations(analysis_id=_WEBSITE, panel=panel, language="en", **_about(state, "plan"))  # type: ignore[arg-type]


SMALL = Saga(
    "small",
    1,
    (
        Step("reserve", "a", lambda s: ReserveQuota(answers=1, **_about(s, "reserve")),  # type: ignore[arg-type]
             lambda s: ReleaseQuota(**_about(s, "reserve")), timedelta(seconds=60)),  # type: ignore[arg-type]
        Step("crawl", "b", lambda s: CrawlWebsite(url="https://e.org/", page_limit=1, **_about(s, "crawl")),  # type: ignore[arg-type]
             lambda s: CancelCrawl(**_about(s, "crawl")), timedelta(seconds=60)),  # type: ignore[arg-type]
        Step("plan", "c", _plan, lambda s: ArchivePlan(**_about(s, "plan")), timedelta(seconds=60)),  # type: ignore[arg-type]
    ),
    undo_timeout=timedelta(seconds=20),
)  # fmt: skip


FAILING = Saga(
    "failing",
    1,
    (
        *SMALL.steps,
        Step("classify", "d", lambda s: ClassifyPrompts(plan_id=_WEBSITE, prompts=1, **_about(s, "classify")),  # type: ignore[arg-type]
             None, timedelta(seconds=60)),
    ),
)  # fmt: skip
"""Three steps that are done, and a fourth that is always refused: three undos."""


async def _refuse(command: Command, *, unit: UnitOfWork) -> None:
    async with unit.once(command) as tx:
        if not await first_reply(tx, command):
            await refuse(tx, command, "lab", reason="no", detail="It is not possible.")


async def _nothing(_tx: Tx, _state: SagaState) -> None:
    return


def runner_of(unit: UnitOfWork, saga: Saga = SMALL) -> SagaRunner:
    """The orchestrator."""
    return SagaRunner((saga,), unit, SystemClock(), _nothing)


_UNDOES: dict[type[Command], type[Command]] = {
    ReserveQuota: ReleaseQuota, CrawlWebsite: CancelCrawl, PlanConversations: ArchivePlan
}  # fmt: skip


async def _take_turns(tx: Tx, command: Command) -> None:
    """A command and its undo may be handled side by side: the second waits for the first."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{command.saga_id}/{command.step}"))))


async def _do(command: Command, *, unit: UnitOfWork, refuses: bool) -> None:
    async with unit.once(command) as tx:
        await _take_turns(tx, command)
        if await first_reply(tx, command) or await overtaken(tx, command, _UNDOES[type(command)], "lab"):
            return
        if refuses and command.saga_id.int % 2:  # every other saga fails at its last step
            await refuse(tx, command, "lab", reason="no", detail="It is not possible.")
            return
        await _mark(tx, command.saga_id, command.step, "done")
        await done(tx, command, "lab")


async def _undo(command: Command, *, unit: UnitOfWork) -> None:
    async with unit.once(command) as tx:
        await _take_turns(tx, command)
        if await first_reply(tx, command):
            return
        await _mark(tx, command.saga_id, command.step, "undone")
        await done(tx, command, "lab")


async def _mark(tx: Tx, saga_id: UUID, step: str, kind: str) -> None:
    row = {"tenant_id": tx.tenant_id, "id": uuid7(), "saga_id": saga_id, "step": step, "kind": kind}
    await tx.execute(insert(marks).values(row))


def saga_subscriptions(unit: UnitOfWork, saga: Saga = SMALL) -> list[Subscription]:
    """Orchestrator and participants. Of ``SMALL`` every other instance fails at its last step, of ``FAILING`` each."""
    runner = runner_of(unit, saga)
    does = [on(each, partial(_do, unit=unit, refuses=False), name="_do") for each in (ReserveQuota, CrawlWebsite)]
    undoes = [on(each, partial(_undo, unit=unit), name="_undo") for each in (ReleaseQuota, CancelCrawl, ArchivePlan)]
    return [
        on(AuditStepReplied, runner.on_reply, name="on_reply"),
        on(PlanConversations, partial(_do, unit=unit, refuses=saga is SMALL), name="_do"),
        on(ClassifyPrompts, partial(_refuse, unit=unit), name="_refuse"),
        *does,
        *undoes,
    ]


async def watch_deadlines(unit: UnitOfWork, stopping: asyncio.Event) -> None:
    """The orchestrator's clock."""
    await runner_of(unit).watch_deadlines(stopping)


async def marks_of(tx: Tx) -> list[tuple[UUID, str, str]]:
    """(saga, step, kind) of the transaction's tenant."""
    rows = await tx.execute(select(marks.c.saga_id, marks.c.step, marks.c.kind))
    return [(row.saga_id, row.step, row.kind) for row in rows]
