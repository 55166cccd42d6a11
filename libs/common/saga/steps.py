"""How a saga moves: one pure function from (definition, state, signal, time) to (state, commands).

Forward, one step after another. A refusal means the step did nothing, so unwinding starts before it; a time-out or a
cancel means it may have happened, so unwinding starts at it. Undo commands go out one at a time, in reverse; one that
is not answered is sent again, and after the last attempt the instance is ``stuck`` and waits for a person.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from common.contracts.message import Command
from common.saga.definition import FINAL, Failure, Saga, SagaState, StepState


@dataclass(frozen=True, slots=True)
class Replied:
    """A participant answered ``command`` (its type name) of ``step``."""

    step: str
    command: str
    outcome: Literal["done", "refused"]
    result: dict[str, Any]
    reason: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """The time of the pending step is over, as far as the clock that asks knows."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A user wants it stopped."""


@dataclass(frozen=True, slots=True)
class Retried:
    """An operator wants a stuck instance to go on: the undo that nobody answered is sent again."""

    by: str


@dataclass(frozen=True, slots=True)
class Aborted:
    """An operator ends it: a running instance turns back; a stuck one is closed, whatever is left being cared for."""

    by: str
    reason: str


Signal = Replied | DeadlinePassed | Cancelled | Retried | Aborted


_KINDS: dict[type[Signal], str] = {
    Replied: "replied",
    DeadlinePassed: "deadline-passed",
    Cancelled: "cancelled",
    Retried: "retried",
    Aborted: "aborted",
}


def describe(signal: Signal) -> dict[str, Any]:
    """A signal as plain values, for the history."""
    return {"kind": _KINDS[type(signal)], **asdict(signal)}


def signal_of(described: Mapping[str, Any]) -> Signal:
    """The signal that ``describe`` made this of."""
    values = {name: value for name, value in described.items() if name != "kind"}
    kind = next(kind for kind, name in _KINDS.items() if name == described["kind"])
    return kind(**values)


@dataclass(frozen=True, slots=True)
class Advance:
    """The next state and the commands to send with it; ``moved`` is False where the signal changed nothing."""

    state: SagaState
    commands: tuple[Command, ...] = ()
    moved: bool = True


@dataclass(frozen=True, slots=True)
class Start:
    """What an instance begins with."""

    id: UUID
    tenant_id: UUID
    data: dict[str, Any]


def begin(saga: Saga, start: Start, now: datetime) -> Advance:
    """A new instance and the command of its first step."""
    state = SagaState(
        id=start.id,
        tenant_id=start.tenant_id,
        saga=saga.name,
        version=saga.version,
        data=start.data,
        steps=tuple(StepState(name=step.name) for step in saga.steps),
        started_at=now,
    )
    return _run(saga, state, 0, now)


def advance(saga: Saga, state: SagaState, signal: Signal, now: datetime) -> Advance:
    """The state after ``signal``. A signal that does not fit the present state (late, doubled) changes nothing."""
    return _moved(saga, state, signal, now) or Advance(state, moved=False)


def _moved(saga: Saga, state: SagaState, signal: Signal, now: datetime) -> Advance | None:
    if state.status == "stuck":
        return _unstick(saga, state, signal, now)
    match signal:
        case Replied() if state.status not in FINAL:
            return _replied(saga, state, signal, now)
        case DeadlinePassed() if state.status not in FINAL:
            return _deadline_passed(saga, state, now)
        case Cancelled():
            return _cancelled(saga, state, now, "A user cancelled.")
        case Aborted():
            return _cancelled(saga, state, now, f"{signal.by} aborted it: {signal.reason}")
        case _:
            return None


def _pending(state: SagaState) -> tuple[int, StepState] | None:
    return next(((i, step) for i, step in enumerate(state.steps) if step.status in ("running", "undoing")), None)


def awaits(state: SagaState, reply: Replied) -> bool:
    """Whether ``reply`` answers the command that is out, of an instance that has not ended or is stuck with it."""
    pending = _pending(state)
    return pending is not None and (pending[1].name, pending[1].command) == (reply.step, reply.command)


def _replied(saga: Saga, state: SagaState, reply: Replied, now: datetime) -> Advance | None:
    pending = _pending(state)
    if pending is None or not awaits(state, reply):
        return None
    index, step = pending
    if step.status == "undoing":
        if reply.outcome == "refused":
            return None  # an undo has no right to refuse: its deadline will send it again
        learned = {**step.result, **reply.result}  # such as how many answers had come when it was stopped
        undone = _with(state, index, status="undone", result=learned, **_ended(now))
        return _unwind(saga, undone, index - 1, now)
    if reply.outcome == "refused" and saga.forward:
        return None  # its deadline orders it again
    if reply.outcome == "refused":
        reason, detail = reply.reason or "refused", reply.detail or "The step was refused."
        ended = _with(state, index, status="refused", reason=reason, detail=detail, **_ended(now))
        failure = Failure(step=step.name, reason=reason, detail=detail)
        return _unwind(saga, _turn_back(ended, failure), index - 1, now)
    finished = _with(state, index, status="done", result=reply.result, **_ended(now))
    return _run(saga, finished, index + 1, now)


def _deadline_passed(saga: Saga, state: SagaState, now: datetime) -> Advance | None:
    pending = _pending(state)
    if pending is None or pending[1].deadline is None or now < pending[1].deadline:
        return None
    index, step = pending
    if step.status == "undoing":
        if step.undo_attempts >= saga.undo_attempts:
            detail = f"Undoing {step.name} was not answered {step.undo_attempts} times."
            stuck = _with(state, index, deadline=None, reason="undo-failed", detail=detail)
            return Advance(stuck.model_copy(update={"status": "stuck", "ended_at": now}))
        return _send_undo(saga, state, index, now)
    if saga.forward or step.attempts <= saga.steps[index].retries:
        return _run(saga, state, index, now)
    detail = f"No answer within {_in_words(saga.steps[index].timeout.total_seconds())}."
    ended = _with(state, index, status="timed-out", reason="timed-out", detail=detail, **_ended(now))
    failure = Failure(step=step.name, reason="timed-out", detail=detail)
    return _unwind(saga, _turn_back(ended, failure), index, now)


def _unstick(saga: Saga, state: SagaState, signal: Signal, now: datetime) -> Advance | None:
    index, _ = next((i, step) for i, step in enumerate(state.steps) if step.status == "undoing")
    match signal:
        case Replied(outcome="done"):  # the answer came after all
            again = state.model_copy(update={"status": "compensating", "ended_at": None})
            return _replied(saga, again, signal, now)
        case Retried():
            again = state.model_copy(update={"status": "compensating", "ended_at": None})
            return _send_undo(saga, _with(again, index, undo_attempts=0, reason=None, detail=None), index, now)
        case Aborted():
            told = f"{signal.by} closed it: {signal.reason}"
            closed = _with(state, index, status="left", reason="closed-by-hand", detail=told, **_ended(now))
            return Advance(closed.model_copy(update={"status": _end_of(closed), "ended_at": now}))
        case _:
            return None


def _end_of(state: SagaState) -> Literal["cancelled", "failed"]:
    return "cancelled" if state.cancelled else "failed"


def _cancelled(saga: Saga, state: SagaState, now: datetime, told: str) -> Advance | None:
    pending = _pending(state)
    if state.status != "running" or pending is None or saga.forward:
        return None
    index = pending[0]
    turned = state.model_copy(update={"status": "compensating", "cancelled": True})
    return _unwind(saga, _with(turned, index, reason="cancelled", detail=told), index, now)


def _run(saga: Saga, state: SagaState, index: int, now: datetime) -> Advance:
    if index == len(saga.steps):
        return Advance(state.model_copy(update={"status": "completed", "ended_at": now}))
    step, command = saga.steps[index], saga.order(state, index)
    before = state.steps[index]
    timing = {
        "started_at": before.started_at or now,
        "deadline": now + step.timeout,
        "command": command.type_name(),
        "attempts": before.attempts + 1,
    }
    return Advance(_with(state, index, status="running", **timing), (command,))


def _turn_back(state: SagaState, failure: Failure) -> SagaState:
    return state.model_copy(update={"status": "compensating", "failure": failure})


def _unwind(saga: Saga, state: SagaState, index: int, now: datetime) -> Advance:
    while index >= 0:
        if saga.steps[index].undo is not None:
            return _send_undo(saga, state, index, now)
        state = _with(state, index, status="left", deadline=None, ended_at=state.steps[index].ended_at or now)
        index -= 1
    return Advance(state.model_copy(update={"status": _end_of(state), "ended_at": now}))


def _send_undo(saga: Saga, state: SagaState, index: int, now: datetime) -> Advance:
    command = saga.undo(state, index)
    attempts = state.steps[index].undo_attempts + 1
    deadline = now + saga.undo_timeout * attempts
    timing = {"deadline": deadline, "command": command.type_name(), "undo_attempts": attempts}
    return Advance(_with(state, index, status="undoing", **timing), (command,))


def _ended(now: datetime) -> dict[str, Any]:
    return {"ended_at": now, "deadline": None, "command": None}


def _with(state: SagaState, index: int, **changes: Any) -> SagaState:
    steps = list(state.steps)
    steps[index] = steps[index].model_copy(update=changes)
    return state.model_copy(update={"steps": tuple(steps)})


_DAY_S = 24 * 3600


def _in_words(seconds: float) -> str:
    if seconds >= 2 * _DAY_S:
        return f"{seconds / _DAY_S:g} days"
    return f"{seconds / 60:g} minutes" if seconds >= 120 else f"{seconds:g} seconds"
