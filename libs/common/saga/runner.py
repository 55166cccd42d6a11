"""Keeps instances in PostgreSQL and moves them: on a reply, on a deadline, on a user's wish."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from common.contracts.message import StepReply, faults_of
from common.messaging.outcomes import Rejected
from common.primitives.clock import Clock, rest
from common.primitives.errors import NotFound
from common.process.failpoints import failpoint
from common.process.telemetry import continue_trace, current_traceparent, log, span
from common.saga.definition import NotOrderable, Saga, SagaState
from common.saga.steps import (
    Aborted,
    Advance,
    Cancelled,
    DeadlinePassed,
    Replied,
    Retried,
    Signal,
    Start,
    advance,
    awaits,
    begin,
    describe,
)
from common.saga.tables import saga_deadlines, saga_history, sagas
from common.stores.postgres import Tx, UnitOfWork

_log = log("saga")

# Statements of every move are built once: building them costs more than running them.
_OWN = (sagas.c.tenant_id == bindparam("of_tenant"), sagas.c.id == bindparam("saga"))
_STATE = select(sagas.c.state).where(*_OWN)
_TO_MOVE = (
    select(sagas.c.state, sagas.c.revision, sagas.c.traceparent).where(*_OWN)
    .with_for_update()  # two replicas never move one instance at the same time
)  # fmt: skip
_BEGIN = insert(sagas)
_KEEP = update(sagas).where(*_OWN, sagas.c.revision == bindparam("before"))
_REMEMBER = insert(saga_history)
_NO_DEADLINE = delete(saga_deadlines).where(saga_deadlines.c.saga_id == bindparam("saga"))
_due = insert(saga_deadlines)
_DEADLINE = _due.on_conflict_do_update(index_elements=["saga_id"], set_={"due_at": _due.excluded.due_at})

Changed = Callable[[Tx, SagaState], Awaitable[None]]
"""Called in the transaction of every move, so that the owner can announce an end or keep its own row. It is one for
all sagas of a runner: ``state.saga`` says whose move it is."""


class Overtaken(Exception):  # noqa: N818 - a lost race
    """Another orchestrator moved the instance: nothing was kept, and the signal is tried again on the new state."""


class UnknownSaga(Rejected):
    """No definition of that name and version is known to this release.

    A message for it is laid aside with the saga's key, for a person: a restart would meet the same instance again.
    """


@dataclass(frozen=True, slots=True)
class SagaRunner:
    """Runs every saga of one database; ``definitions`` holds each saga in every version that still has instances.

    ``ValueError`` for two definitions of one name and version: which of them an instance began with, nobody could say.
    """

    definitions: tuple[Saga, ...]
    unit: UnitOfWork
    clock: Clock
    changed: Changed

    def __post_init__(self) -> None:
        """Refuse two definitions of one name and version."""
        known = Counter((saga.name, saga.version) for saga in self.definitions)
        for (name, version), count in known.items():
            if count > 1:
                raise ValueError(f"version {version} of saga {name} is defined {count} times")

    def _definition(self, name: str, version: int) -> Saga:
        for saga in self.definitions:
            if (saga.name, saga.version) == (name, version):
                return saga
        raise UnknownSaga(f"no definition of version {version} of saga {name} is known to this release")

    def _newest(self, name: str) -> Saga:
        versions = [saga for saga in self.definitions if saga.name == name]
        if not versions:
            raise UnknownSaga(f"no definition of saga {name} is known to this release")
        return max(versions, key=lambda saga: saga.version)

    async def start(self, tx: Tx, name: str, saga_id: UUID, data: dict[str, Any]) -> SagaState:
        """Begin an instance of the newest version of the saga ``name`` within ``tx``."""
        newest = self._newest(name)
        now = self.clock.now()
        first = begin(newest, Start(id=saga_id, tenant_id=tx.tenant_id, data=data), now)
        row = {
            "tenant_id": tx.tenant_id,
            "id": saga_id,
            "name": newest.name,
            "version": newest.version,
            "status": first.state.status,
            "revision": 0,
            "state": first.state.model_dump(mode="json"),
            "traceparent": current_traceparent() or "",
            "created_at": now,
            "updated_at": now,
        }
        await tx.execute(_BEGIN, row)
        await self._remember(tx, first, 0, None)
        await self._follow(tx, first)
        return first.state

    async def on_reply(self, reply: StepReply) -> None:
        """Handle a participant's reply; ``Rejected`` where what it is done with is not the command's result."""
        signal = Replied(
            step=reply.step,
            command=reply.command,
            outcome=reply.outcome,
            result=reply.result,
            reason=reply.reason,
            detail=reply.detail,
        )
        async with self.unit.once(reply) as tx:
            await self._move(tx, reply.saga_id, signal, type(reply))

    async def cancel(
        self, tenant_id: UUID, saga_id: UUID, *, also: Callable[[Tx], object] = lambda _: None
    ) -> SagaState:  # fmt: skip
        """Turn back on a user's wish; an instance that has ended, or is turning back, is left as it is.

        ``also`` is done in the same transaction.

        ``NotFound`` where there is none; ``Rejected`` where this release does not know how to turn it back.
        """
        async with self.unit.begin(tenant_id) as tx:
            state = await self._move(tx, saga_id, Cancelled())
            if state is None:
                raise NotFound("saga-not-found", "There is no such saga.")
            also(tx)
            return state

    async def state(self, tx: Tx, saga_id: UUID) -> SagaState | None:
        """The state of an instance of the transaction's tenant."""
        row = (await tx.execute(_STATE, _own(tx, saga_id))).scalar_one_or_none()
        return SagaState.model_validate(row) if row else None

    async def watch_deadlines(self, stopping: asyncio.Event, *, every_s: float = 1.0) -> None:
        """Move instances whose time is over, until ``stopping``."""
        while not stopping.is_set():
            try:
                await self.pass_deadlines()
            except (SQLAlchemyError, OSError) as error:  # deadlines are no later for it: they are asked for again
                _log.warning("deadlines cannot be passed", error=type(error).__name__)
            await rest(stopping, every_s)

    async def pass_deadlines(self) -> int:
        """Move every instance that is due now; how many were looked at. Another replica doing the same is harmless."""
        query = select(saga_deadlines.c.tenant_id, saga_deadlines.c.saga_id)
        async with self.unit.system() as conn:
            due = (await conn.execute(query.where(saga_deadlines.c.due_at <= self.clock.now()))).all()
        for tenant_id, saga_id in due:
            try:
                async with self.unit.looking(tenant_id) as tx:  # the saga that erases an organisation outlives it
                    await self._move(tx, saga_id, DeadlinePassed())
            except (Rejected, Overtaken) as reason:  # the others' time is over, too
                _log.error("a saga can't be moved", saga_id=str(saga_id), reason=str(reason))
        return len(due)

    async def retry(self, tenant_id: UUID, saga_id: UUID, *, by: str) -> Advance | None:
        """Have a stuck instance go on; None where there is no such instance."""
        return await self._operate(tenant_id, saga_id, Retried(by))

    async def abort(self, tenant_id: UUID, saga_id: UUID, *, by: str, reason: str) -> Advance | None:
        """Turn a running instance back, or close a stuck one; None where there is no such instance."""
        return await self._operate(tenant_id, saga_id, Aborted(by, reason))

    async def _operate(self, tenant_id: UUID, saga_id: UUID, signal: Signal) -> Advance | None:
        async with self.unit.looking(tenant_id) as tx:
            before = await self.state(tx, saga_id)
            after = await self._move(tx, saga_id, signal)
        return None if after is None else Advance(after, moved=after != before)

    async def _move(
        self, tx: Tx, saga_id: UUID, signal: Signal, told_by: type[StepReply] | None = None
    ) -> SagaState | None:
        row = (await tx.execute(_TO_MOVE, _own(tx, saga_id))).one_or_none()
        if row is None:
            _log.warning("signal for an unknown saga", saga_id=str(saga_id))
            return None
        state = SagaState.model_validate(row.state)
        with continue_trace({"traceparent": row.traceparent}), span(f"{state.saga} moves", saga_id=str(saga_id)):
            failpoint("saga.before-move")
            moved = self._moved(state, signal, told_by)
            if moved.moved:
                await self._keep(tx, moved, row.revision)
                await self._remember(tx, moved, row.revision + 1, signal)
                await self._follow(tx, moved)
            failpoint("saga.moved")
        return moved.state

    def _moved(self, state: SagaState, signal: Signal, told_by: type[StepReply] | None) -> Advance:
        if isinstance(signal, Cancelled) and state.status != "running":
            return Advance(state, moved=False)  # whatever its definition says, known or not
        saga = self._definition(state.saga, state.version)
        if isinstance(signal, Replied) and awaits(state, signal):
            _check(saga, signal, told_by)
        try:
            return advance(saga, state, signal, self.clock.now())
        except NotOrderable as reason:  # what is known comes from an earlier release: trying again knows no more
            raise Rejected(f"saga {saga.name} can't go on: {reason}") from reason

    async def _keep(self, tx: Tx, moved: Advance, revision: int) -> None:
        state = moved.state
        changes = {
            "status": state.status,
            "state": state.model_dump(mode="json"),
            "revision": revision + 1,
            "updated_at": self.clock.now(),
        }
        kept = await tx.execute(_KEEP, changes | _own(tx, state.id) | {"before": revision})
        if kept.rowcount != 1:
            raise Overtaken(f"saga {state.id} was moved by another orchestrator")

    async def _remember(self, tx: Tx, moved: Advance, sequence: int, signal: Signal | None) -> None:
        state = moved.state
        row = {
            "tenant_id": tx.tenant_id,
            "saga_id": state.id,
            "sequence": sequence,
            "at": self.clock.now(),
            "signal": {"kind": "started"} if signal is None else describe(signal),
            "status": state.status,
            "step": next((step.name for step in state.steps if step.status in ("running", "undoing")), None),
            "commands": [command.type_name() for command in moved.commands],
        }
        await tx.execute(_REMEMBER, row)

    async def _follow(self, tx: Tx, moved: Advance) -> None:
        state = moved.state
        if state.deadline is None:
            await tx.execute(_NO_DEADLINE, {"saga": state.id})
        else:
            row = {"saga_id": state.id, "tenant_id": state.tenant_id, "due_at": state.deadline}
            await tx.execute(_DEADLINE, row)
        tx.emit(*moved.commands)
        if state.status == "stuck":
            _log.error("a saga is stuck and waits for a person", saga=state.saga, saga_id=str(state.id))
        await self.changed(tx, state)


def _own(tx: Tx, saga_id: UUID) -> dict[str, Any]:
    return {"of_tenant": tx.tenant_id, "saga": saga_id}


def _check(saga: Saga, reply: Replied, told_by: type[StepReply] | None) -> None:
    """Reject what does not answer the command that is out as its declaration says; a late reply is nobody's concern."""
    if told_by is not saga.reply:
        raise Rejected(f"saga {saga.name} is answered on {saga.reply.topic}")
    if reply.outcome == "done":
        try:
            saga.result_of(reply.step, reply.command).model_validate(reply.result)
        except ValidationError as error:
            raise Rejected(f"the result breaks the contract of {reply.command}: {faults_of(error)}") from None
