"""A world in which a saga meets every fault: orchestrator and participants with outbox and inbox, on a virtual clock.

Messages are delivered at least once and in any order between topics. A crash before or inside a transaction leaves
nothing of it and the message comes again; a crash after it leaves everything and the message comes again, too.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Literal

from common.contracts.message import Command, StepReply
from common.primitives.ids import derived_id
from common.saga import Advance, DeadlinePassed, Order, Replied, Saga, SagaState, Step, begin
from common.saga import advance as advance_by_steps
from common.saga.definition import FINAL
from common.saga.steps import Signal, Start

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TIMEOUT = timedelta(seconds=10)
TENANT, SAGA_ID = derived_id("tenant"), derived_id("saga")


class Answered(StepReply):
    topic: ClassVar[str] = "test.answered"


class Do(Command):
    topic: ClassVar[str] = "test.do"
    participant: ClassVar[str] = "test"
    reply: ClassVar[type[Answered]] = Answered


class Undo(Command):
    topic: ClassVar[str] = "test.undo"
    participant: ClassVar[str] = "test"
    reply: ClassVar[type[Answered]] = Answered


def step(name: str, *, undo: bool = True, retries: int = 0) -> Step:
    return Step(name, Order(Do), Order(Undo) if undo else None, TIMEOUT, retries)


def saga_of(name: str, *steps: Step) -> Saga:
    return Saga(name, 1, reply=Answered, steps=steps)


THREE = saga_of("three", step("one"), step("two"), step("three"))
WITH_A_GAP = saga_of("gap", step("one"), step("two", undo=False), step("three"))

Crash = Literal["never", "before", "inside", "after"]
CRASHES: tuple[Crash, ...] = ("never", "before", "inside", "after")
AdvanceBy = Callable[[Saga, SagaState, Signal, datetime], Advance]


@dataclass
class Participant:
    """Every participant in one: what it did by step, its first replies, and which undo came first."""

    refuses: frozenset[str] = frozenset()
    effects: Counter[str] = field(default_factory=Counter)
    undone: list[str] = field(default_factory=list)
    replies: dict[tuple[str, str], Replied] = field(default_factory=dict)
    most: Counter[str] = field(default_factory=Counter)

    def handle(self, command: Command) -> Replied:
        """The reply to a command; the first one again where it was answered before."""
        known = self.replies.get((command.step, command.type_name()))
        if known is None:
            known = self._do(command.step) if isinstance(command, Do) else self._undo(command.step)
            self.replies[command.step, command.type_name()] = known
        return known

    def _do(self, name: str) -> Replied:
        if name in self.refuses or name in self.undone:  # its undo overtook it: nothing may be left behind
            return Replied(name, Do.type_name(), "refused", {}, "no", "It said no.")
        self.effects[name] += 1
        self.most[name] = max(self.most[name], self.effects[name])
        return Replied(name, Do.type_name(), "done", {})

    def _undo(self, name: str) -> Replied:
        self.effects[name] = 0  # nothing to undo is fine
        self.undone.append(name)
        return Replied(name, Undo.type_name(), "done", {})


@dataclass
class World:
    """The committed state of everything, the messages on their way, and the clock."""

    saga: Saga
    participant: Participant = field(default_factory=Participant)
    advance_by: AdvanceBy = advance_by_steps
    now: datetime = NOW
    commands: list[Command] = field(default_factory=list)
    replies: list[Replied] = field(default_factory=list)
    undos: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        first = begin(self.saga, Start(id=SAGA_ID, tenant_id=TENANT, data={}), self.now)
        self.state = first.state
        self._send(first)

    def _send(self, moved: Advance) -> None:
        self.commands += moved.commands
        self.undos += [command.step for command in moved.commands if isinstance(command, Undo)]

    @property
    def ended(self) -> bool:
        return self.state.status in FINAL

    def deliver_command(self, command: Command, crash: Crash = "never") -> None:
        """Take a command to its participant, which may crash around its transaction."""
        self.commands.remove(command)
        if crash in ("before", "inside"):
            self.commands.append(command)  # nothing was committed: it comes again
            return
        self.replies.append(self.participant.handle(command))
        if crash == "after":
            self.commands.append(command)

    def deliver_reply(self, reply: Replied, crash: Crash = "never") -> None:
        """Take a reply to the orchestrator, which may crash around its transaction."""
        self.replies.remove(reply)
        if crash in ("before", "inside"):
            self.replies.append(reply)
            return
        self.signal(reply)
        if crash == "after":
            self.replies.append(reply)

    def signal(self, signal: Signal) -> None:
        """Move the saga."""
        moved = self.advance_by(self.saga, self.state, signal, self.now)
        self.state = moved.state
        self._send(moved)

    def pass_deadline(self) -> None:
        """Go to the moment at which something must be done without a message, and do it."""
        if self.state.deadline is not None:
            self.now = max(self.now, self.state.deadline)
            self.signal(DeadlinePassed())

    @property
    def left(self) -> set[str]:
        """Steps whose effect stands."""
        return {name for name, count in self.participant.effects.items() if count}
