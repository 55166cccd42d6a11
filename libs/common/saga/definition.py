"""A saga as data: its steps, and the state of one instance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict

from common.contracts.message import Command

StepStatus = Literal["waiting", "running", "done", "refused", "timed-out", "undoing", "undone", "left"]
SagaStatus = Literal["running", "compensating", "completed", "failed", "cancelled", "stuck"]

FINAL: frozenset[SagaStatus] = frozenset({"completed", "failed", "cancelled", "stuck"})


class StepState(BaseModel):
    """Where one step of an instance stands. ``left``: it was interrupted or done and has nothing to undo."""

    model_config = ConfigDict(frozen=True)

    name: str
    status: StepStatus = "waiting"
    command: str | None = None
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    deadline: AwareDatetime | None = None
    attempts: int = 0
    undo_attempts: int = 0
    reason: str | None = None
    detail: str | None = None
    result: dict[str, Any] = {}


class Failure(BaseModel):
    """Why a saga turned back."""

    model_config = ConfigDict(frozen=True)

    step: str
    reason: str
    detail: str


class SagaState(BaseModel):
    """One instance. ``data`` is what it was started with; each step's ``result`` is what its participant answered."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    tenant_id: UUID
    saga: str
    version: int
    status: SagaStatus = "running"
    data: dict[str, Any] = {}
    steps: tuple[StepState, ...]
    failure: Failure | None = None
    cancelled: bool = False
    started_at: AwareDatetime
    ended_at: AwareDatetime | None = None

    def step(self, name: str) -> StepState:
        """The state of the step called ``name``."""
        return next(step for step in self.steps if step.name == name)

    def result(self, name: str) -> Mapping[str, Any]:
        """What the participant of step ``name`` answered; empty before it did."""
        return self.step(name).result

    @property
    def deadline(self) -> Any:
        """The earliest moment at which something must be done without a message; None where nothing is pending."""
        if self.status in FINAL:
            return None
        return min((step.deadline for step in self.steps if step.deadline), default=None)


BuildCommand = Callable[[SagaState], Command]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``undo`` accepts that the step was never done, or was done only in part.

    With ``retries`` a step that is not answered in time is ordered again, so often, before the saga turns back. A
    participant that had done it answers with its first reply.
    """

    name: str
    participant: str
    command: BuildCommand
    undo: BuildCommand | None
    timeout: timedelta
    retries: int = 0


@dataclass(frozen=True, slots=True)
class Saga:
    """A definition. An instance keeps the ``version`` it was started with."""

    name: str
    version: int
    steps: tuple[Step, ...]
    undo_timeout: timedelta = timedelta(seconds=30)
    undo_attempts: int = 5

    def index(self, step: str) -> int:
        """The place of ``step``."""
        return next(i for i, each in enumerate(self.steps) if each.name == step)
