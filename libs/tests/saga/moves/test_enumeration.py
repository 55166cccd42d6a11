"""Every fault at every step: crashes, replies lost, doubled, late, out of order, undos that fail twice, cancels."""

import itertools
import os
import random
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import pytest

from common.contracts.message import Command
from common.saga import Advance, Cancelled, Replied, Retried, Saga, SagaState, advance
from common.saga.steps import Signal

from .world import CRASHES, THREE, WITH_A_GAP, AdvanceBy, Crash, Do, Participant, Undo, World, saga_of, step

pytestmark = pytest.mark.pure

Fate = Literal["delivered", "lost", "doubled", "late", "overtaken"]
FATES: tuple[Fate, ...] = ("delivered", "lost", "doubled", "late", "overtaken")
"""``overtaken``: the undo reaches the participant before the command it undoes."""


@dataclass(frozen=True)
class Case:
    """What happens at the step ``at``; everything else goes well."""

    saga: Saga
    at: str
    participant_crashes: Crash
    orchestrator_crashes: Crash
    fate: Fate
    refused: bool
    undo_fails: int
    cancelled: bool


def cases(saga: Saga) -> list[Case]:
    names = [each.name for each in saga.steps]
    bools = (False, True)
    return [Case(saga, *each) for each in itertools.product(names, CRASHES, CRASHES, FATES, bools, (0, 2), bools)]


def expected(case: Case) -> tuple[str, set[str], list[str]]:
    """How it must end: status, steps whose effect stands, steps undone in order. Not how it gets there.

    Whatever the answer of the faulty step, it counts only if it comes in time and the user has not cancelled by then.
    """
    names = [each.name for each in case.saga.steps]
    with_undo = {each.name for each in case.saga.steps if each.undo is not None}
    here = names.index(case.at)
    in_time = case.fate in ("delivered", "doubled") and not case.cancelled
    if in_time and not case.refused:
        return "completed", set(names), []
    turned_at = here if in_time else here + 1  # a refusal did nothing; silence may have done something
    undone = [name for name in reversed(names[:turned_at]) if name in with_undo]
    happened = set(names[:here])
    if not case.refused and case.fate != "overtaken":
        happened.add(case.at)
    if case.fate == "overtaken" and case.at not in with_undo and not case.refused:
        happened.add(case.at)  # there is no undo that could overtake it
    return ("cancelled" if case.cancelled else "failed"), happened - with_undo, undone


def play(case: Case, advance_by: AdvanceBy = advance) -> World:
    refuses = frozenset({case.at}) if case.refused else frozenset()
    play = Play(case, World(case.saga, Participant(refuses), advance_by))
    for _ in range(400):
        if not play.turn():
            break
    return play.world


class Play:
    """One case, turn by turn."""

    def __init__(self, case: Case, world: World) -> None:
        self.case, self.world = case, world
        self.held: list[Command] = []
        self.late: list[Replied] = []
        self.released = False
        self.undo_failures = dict.fromkeys([each.name for each in case.saga.steps], case.undo_fails)

    def turn(self) -> bool:
        """Let one thing happen; False where nothing is left to happen."""
        world = self.world
        if self.late and world.state.status == "compensating":  # after the time-out, before the undo is answered
            world.replies += self.late
            for reply in self.late:
                world.deliver_reply(reply)
            self.late = []
        elif world.commands:
            self._command(world.commands[0])
        elif world.replies:
            reply = world.replies[0]
            at_fault = reply.step == self.case.at and reply.command == Do.type_name()
            world.deliver_reply(reply, _once(self.case.orchestrator_crashes, at_fault, world))
        elif not world.ended:
            world.pass_deadline()
        elif self.held:
            world.commands += self.held
            self.held, self.released = [], True
        else:
            return False
        return True

    def _command(self, command: Command) -> None:
        world, case = self.world, self.case
        faulty = command.step == case.at and isinstance(command, Do) and not self.released
        if faulty and case.cancelled:
            world.signal(Cancelled())
        if faulty and case.fate == "overtaken":
            self.held.append(command)
            world.commands.remove(command)
        elif isinstance(command, Undo) and self.undo_failures[command.step] > 0:
            self.undo_failures[command.step] -= 1
            world.commands.remove(command)  # nobody answers; the deadline sends it again
            world.pass_deadline()
        else:
            _deliver(world, command, case, self.late, faulty=faulty)


_crashed: set[tuple[int, str]] = set()


def _once(crash: Crash, here: bool, world: World, who: str = "orchestrator") -> Crash:
    """A crash at its place, the first time only: then the process is restarted."""
    if not here or (id(world), who) in _crashed:
        return "never"
    _crashed.add((id(world), who))
    return crash


def _deliver(world: World, command: Command, case: Case, late: list[Replied], *, faulty: bool) -> None:
    before = len(world.replies)
    world.deliver_command(command, _once(case.participant_crashes, faulty, world, "participant"))
    for reply in world.replies[before:]:
        if not faulty:
            continue
        if case.fate in ("lost", "late"):
            world.replies.remove(reply)
            if case.fate == "late":
                late.append(reply)
        elif case.fate == "doubled":
            world.replies.append(reply)


def differences(saga: Saga, advance_by: AdvanceBy = advance) -> list[str]:
    found = []
    for case in cases(saga):
        _crashed.clear()
        world = play(case, advance_by)
        end = (world.state.status, world.left, list(dict.fromkeys(world.undos)))
        if end != expected(case):
            found.append(f"{case}: {end} instead of {expected(case)}")
        if any(count > 1 for count in world.participant.most.values()):
            found.append(f"{case}: an effect was made twice")
    return found


@pytest.mark.parametrize("saga", [THREE, WITH_A_GAP], ids=lambda saga: saga.name)
def test_every_combination_of_faults_ends_as_the_model_says(saga: Saga) -> None:
    assert len(cases(saga)) == 3 * 4 * 4 * 5 * 2 * 2 * 2
    assert not differences(saga)[:3]


# -- planted defects: each must be seen by the enumeration --------------------------------------------------------


def _unwinds_before_a_silent_step(saga: Saga, state: SagaState, signal: Signal, now: datetime) -> Advance:
    moved = advance(saga, state, signal, now)
    if state.status == "running" and moved.state.status == "compensating" and not isinstance(signal, Replied):
        pending = next(each for each in state.steps if each.status == "running")
        refusal = Replied(pending.name, pending.command or "", "refused", {}, "timed-out", "Taken for a refusal.")
        return advance(saga, state, refusal, now)
    return moved


def _takes_any_reply_for_the_pending_one(saga: Saga, state: SagaState, signal: Signal, now: datetime) -> Advance:
    pending = next((each for each in state.steps if each.status in ("running", "undoing")), None)
    if isinstance(signal, Replied) and pending is not None:
        signal = Replied(pending.name, pending.command or "", signal.outcome, signal.result)
    return advance(saga, state, signal, now)


def _undoes_in_order(saga: Saga, state: SagaState, signal: Signal, now: datetime) -> Advance:
    moved = advance(saga, state, signal, now)
    if moved.state.status != "compensating" or state.status != "running":
        return moved
    return Advance(moved.state, (saga.undo(moved.state, 0),))


@pytest.mark.parametrize(
    "defect", [_unwinds_before_a_silent_step, _takes_any_reply_for_the_pending_one, _undoes_in_order]
)
def test_the_enumeration_sees_planted_defects(defect: AdvanceBy) -> None:
    assert differences(THREE, defect)


# -- random schedules ---------------------------------------------------------------------------------------------

SEEDS = int(os.environ.get("SAGA_SEEDS", "10000"))
FIVE = saga_of("five", step("one"), step("two", retries=1), step("three", undo=False), step("four"), step("five"))


def wander(seed: int, saga: Saga) -> World:
    """Deliver in any order, sometimes twice, with crashes, passing deadlines and a cancel, until nothing moves."""
    dice = random.Random(seed)
    refuses = frozenset({dice.choice(saga.steps).name}) if dice.random() < 0.3 else frozenset()
    world = World(saga, Participant(refuses))
    for _ in range(dice.randrange(40)):
        roll = dice.random()
        crash = dice.choice(CRASHES) if dice.random() < 0.3 else "never"
        if roll < 0.4 and world.commands:
            world.deliver_command(dice.choice(world.commands), crash)
        elif roll < 0.8 and world.replies:
            world.deliver_reply(dice.choice(world.replies), crash)
        elif roll < 0.9:
            world.pass_deadline()
        elif roll < 0.93:
            world.signal(Cancelled())
    return _settle(world)


def _settle(world: World) -> World:
    """The faults are over: everything that is on its way arrives, and a person looks after what is stuck."""
    for _ in range(300):
        if world.commands:
            world.deliver_command(world.commands[0])
        elif world.replies:
            world.deliver_reply(world.replies[0])
        elif world.state.status == "stuck":
            world.signal(Retried("ada"))
        elif not world.ended:
            world.pass_deadline()
        else:
            return world
    raise AssertionError("it never ended")


def broken_rules(world: World) -> list[str]:
    names = [each.name for each in world.saga.steps]
    lasting = {each.name for each in world.saga.steps if each.undo is None}
    found = []
    if world.state.status == "completed" and world.left != set(names):
        found.append(f"completed, but only {world.left} stands")
    if world.state.status in ("failed", "cancelled") and world.left - lasting:
        found.append(f"{world.state.status}, but {world.left - lasting} is left behind")
    if any(count > 1 for count in world.participant.most.values()):
        found.append("an effect was made twice")
    order = [names.index(name) for name in dict.fromkeys(world.undos)]
    if order != sorted(order, reverse=True):
        found.append(f"undone in the order {world.undos}")
    return found


def test_random_schedules_break_no_rule() -> None:
    for seed in range(SEEDS):
        assert not broken_rules(wander(seed, FIVE)), f"seed {seed}"
