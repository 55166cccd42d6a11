"""A saga as data: its steps, and the state of one instance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, Protocol, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from common.contracts.message import Command, StepReply, StepResult, faults_of

StepStatus = Literal["waiting", "running", "done", "refused", "timed-out", "undoing", "undone", "left"]
SagaStatus = Literal["running", "compensating", "completed", "failed", "cancelled", "stuck"]

R = TypeVar("R", bound=StepResult)
R_co = TypeVar("R_co", bound=StepResult, covariant=True)

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
        """What the participant of step ``name`` answered, as it stood in the reply; empty before it did."""
        return self.step(name).result

    @property
    def deadline(self) -> Any:
        """The earliest moment at which something must be done without a message; None where nothing is pending."""
        if self.status in FINAL:
            return None
        return min((step.deadline for step in self.steps if step.deadline), default=None)


class NotOrderable(Exception):  # noqa: N818 - a verdict on what is known
    """What is known of an instance does not make the command that is due: no later try will."""


class Ordered(Protocol[R_co]):
    """A command's class, as far as it names its result."""

    @property
    def result(self) -> type[R_co]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class SoFar:
    """What is known when a command is made: the definition, and where the instance stands."""

    saga: "Saga"
    state: SagaState

    @property
    def data(self) -> dict[str, Any]:
        """What the instance was started with."""
        return self.state.data

    def result(self, command: Ordered[R]) -> R:
        """What is known from the step that orders ``command`` (or is undone with it), as that command's result."""
        step = self.saga.step_of(command)
        try:
            return command.result.model_validate(self.state.step(step.name).result)
        except ValidationError as error:
            raise NotOrderable(f"of step {step.name} it is not known: {faults_of(error)}") from None


def _nothing(_: SoFar) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Order:
    """A command of a saga; ``fields`` makes those that are its own out of what is known."""

    command: type[Command]
    fields: Callable[[SoFar], Mapping[str, Any]] = _nothing

    def made(self, step: str, so_far: SoFar) -> Command:
        """The command of an instance; ``NotOrderable`` where what is known does not make one."""
        own = self.fields(so_far)
        try:
            return self.command(tenant_id=so_far.state.tenant_id, saga_id=so_far.state.id, step=step, **own)
        except ValidationError as error:
            raise NotOrderable(f"{self.command.topic} can't be made: {faults_of(error)}") from None


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``undo`` accepts that the step was never done, or was done only in part.

    With ``retries`` a step that is not answered in time is ordered again, so often, before the saga turns back. A
    participant that had done it answers with its first reply.
    """

    name: str
    order: Order
    undo: Order | None
    timeout: timedelta
    retries: int = 0

    @property
    def participant(self) -> str:
        """The service that does it."""
        return self.order.command.participant

    @property
    def commands(self) -> tuple[type[Command], ...]:
        """Its command, and the one that undoes it."""
        return (self.order.command,) if self.undo is None else (self.order.command, self.undo.command)


@dataclass(frozen=True, slots=True)
class Saga:
    """A definition. An instance keeps the ``version`` it was started with; ``reply`` is what participants answer.

    One that only goes ``forward`` undoes nothing and never turns back: a step that is not answered in time, or refused,
    is ordered again until it is done, and nobody cancels or aborts it.
    """

    name: str
    version: int
    reply: type[StepReply]
    steps: tuple[Step, ...]
    undo_timeout: timedelta = timedelta(seconds=30)
    undo_attempts: int = 5
    forward: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never run: no step, two steps of one name, a command that is answered on another topic."""
        if not self.steps:
            raise ValueError(f"saga {self.name}: it has no steps")
        names = [step.name for step in self.steps]
        if len(set(names)) < len(names):
            raise ValueError(f"saga {self.name}: two steps have one name")
        if self.forward and any(step.undo is not None for step in self.steps):
            raise ValueError(f"saga {self.name}: it only goes forward, and undoes nothing")
        for command in (command for step in self.steps for command in step.commands):
            if getattr(command, "reply", None) is not self.reply:
                raise ValueError(f"saga {self.name}: {command.__name__} is not answered with {self.reply.__name__}")

    def index(self, step: str) -> int:
        """The place of ``step``."""
        return next(i for i, each in enumerate(self.steps) if each.name == step)

    def step_of(self, command: object) -> Step:
        """The one step that orders ``command`` or is undone with it; ``KeyError`` where there is not one."""
        own = [step for step in self.steps if command in step.commands]
        if len(own) != 1:
            raise KeyError(f"saga {self.name}: {len(own)} steps order {command}")
        return own[0]

    def result_of(self, step: str, command: str) -> type[StepResult]:
        """What ``command`` (its type name) of ``step`` is done with, in whichever version it was sent."""
        topic = command.rpartition(".v")[0]
        known = self.steps[self.index(step)].commands
        return next((each.result for each in known if each.topic == topic), StepResult)

    def order(self, state: SagaState, index: int) -> Command:
        """The command of a step."""
        step = self.steps[index]
        return step.order.made(step.name, SoFar(self, state))

    def undo(self, state: SagaState, index: int) -> Command:
        """The command that undoes a step which has one."""
        step = self.steps[index]
        assert step.undo is not None, "only steps with an undo are undone"
        return step.undo.made(step.name, SoFar(self, state))
