"""The pure function that moves a saga, against every order of events that two steps and their undoing can meet."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.contracts.message import Command
from common.primitives.ids import uuid7
from common.saga import Cancelled, DeadlinePassed, Replied, Saga, SagaState, advance, begin
from common.saga.steps import Signal, Start

from .world import WITH_A_GAP, Do, saga_of, step

pytestmark = pytest.mark.pure
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TENANT, SAGA_ID = uuid7(), uuid7()


TWO = saga_of("two", step("one"), step("two"))


def _begun(saga: Saga) -> SagaState:
    return begin(saga, Start(id=SAGA_ID, tenant_id=TENANT, data={}), NOW).state


def done(step: str, **result: Any) -> Replied:
    return Replied(step, "test.do.v1", "done", result)


def refused(step: str) -> Replied:
    return Replied(step, "test.do.v1", "refused", {}, reason="no", detail="It said no.")


def undone(step: str) -> Replied:
    return Replied(step, "test.undo.v1", "done", {})


def _play(saga: Saga, *signals: Signal) -> tuple[SagaState, list[str]]:
    state, sent = _begun(saga), ["test.do one"]
    for signal in signals:
        moved = advance(saga, state, signal, NOW)
        state = moved.state
        sent += [f"{command.topic} {command.step}" for command in moved.commands]
    return state, sent


def test_each_done_starts_the_next_step_and_the_last_completes() -> None:
    state, sent = _play(TWO, done("one", crawl="x"), done("two"))
    assert state.status == "completed"
    assert state.result("one") == {"crawl": "x"}
    assert sent == ["test.do one", "test.do two"]


def test_a_refusal_undoes_what_came_before_but_not_the_refused_step() -> None:
    state, sent = _play(TWO, done("one"), refused("two"), undone("one"))
    assert state.status == "failed"
    assert state.failure is not None
    assert (state.failure.step, state.failure.reason) == ("two", "no")
    assert sent == ["test.do one", "test.do two", "test.undo one"]


def test_a_time_out_undoes_the_step_itself_because_it_may_have_happened() -> None:
    second = advance(TWO, _begun(TWO), done("one"), NOW).state
    late = NOW + timedelta(seconds=11)
    turned = advance(TWO, second, DeadlinePassed(), late)
    assert [command.topic for command in turned.commands] == ["test.undo"]
    assert turned.commands[0].step == "two"
    assert turned.state.step("two").reason == "timed-out"
    then = advance(TWO, turned.state, undone("two"), late)
    assert then.commands[0].step == "one"
    end = advance(TWO, then.state, undone("one"), late).state
    assert end.status == "failed"
    assert end.failure is not None
    assert end.failure.detail == "No answer within 10 seconds."


def test_a_deadline_that_has_not_passed_moves_nothing() -> None:
    moved = advance(TWO, _begun(TWO), DeadlinePassed(), NOW + timedelta(seconds=9))
    assert not moved.moved


def test_a_doubled_reply_moves_nothing() -> None:
    once = advance(TWO, _begun(TWO), done("one"), NOW).state
    assert not advance(TWO, once, done("one"), NOW).moved


def test_a_done_that_arrives_after_the_time_out_does_not_stop_the_unwinding() -> None:
    late = NOW + timedelta(seconds=11)
    turning = advance(TWO, _begun(TWO), DeadlinePassed(), late).state
    assert turning.step("one").status == "undoing"
    assert not advance(TWO, turning, done("one"), late).moved
    assert advance(TWO, turning, undone("one"), late).state.status == "failed"


def test_a_cancel_undoes_the_running_step_and_ends_cancelled() -> None:
    state, sent = _play(TWO, done("one"), Cancelled(), undone("two"), undone("one"))
    assert state.status == "cancelled"
    assert sent[-2:] == ["test.undo two", "test.undo one"]


def test_steps_without_an_undo_are_left_as_they_are() -> None:
    state, sent = _play(WITH_A_GAP, done("one"), done("two"), refused("three"), undone("one"))
    assert state.status == "failed"
    assert state.step("two").status == "left"
    assert "test.undo two" not in sent


def test_an_undo_that_nobody_answers_is_sent_again_and_then_waits_for_a_person() -> None:
    state = advance(TWO, _begun(TWO), Cancelled(), NOW).state
    sent, now = 1, NOW
    while state.status == "compensating":
        now = state.deadline
        moved = advance(TWO, state, DeadlinePassed(), now)
        state, sent = moved.state, sent + len(moved.commands)
    assert state.status == "stuck"
    assert sent == TWO.undo_attempts
    assert state.deadline is None


def test_what_has_ended_never_moves_again() -> None:
    state, _ = _play(TWO, done("one"), done("two"))
    for signal in (done("two"), refused("two"), Cancelled(), DeadlinePassed()):
        assert not advance(TWO, state, signal, NOW + timedelta(days=1)).moved


class World:
    """Two participants that may lose, double or delay replies; remembers which effects exist."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.effects: set[str] = set()
        self.replies: list[Signal] = []

    def receive(self, command: Command) -> None:
        if isinstance(command, Do):
            if self.random.random() < 0.15:
                self.replies.append(refused(command.step))
                return
            self.effects.add(command.step)
            reply = done(command.step)
        else:
            self.effects.discard(command.step)
            reply = undone(command.step)
        fate = self.random.random()
        if fate > 0.2:
            self.replies.append(reply)
        if fate > 0.8:
            self.replies.append(reply)


def _live(saga: Saga, seed: int) -> tuple[SagaState, set[str]]:
    world, now = World(seed), NOW
    moved = begin(saga, Start(id=SAGA_ID, tenant_id=TENANT, data={}), now)
    state = moved.state
    commands = list(moved.commands)
    for _ in range(200):
        for command in commands:
            world.receive(command)
        if state.status in ("completed", "failed", "cancelled", "stuck"):
            break
        signal: Signal
        if world.replies and world.random.random() < 0.7:
            signal = world.replies.pop(world.random.randrange(len(world.replies)))
        elif world.random.random() < 0.05:
            signal = Cancelled()
        else:
            now += timedelta(seconds=15)
            signal = DeadlinePassed()
        moved = advance(saga, state, signal, now)
        state, commands = moved.state, list(moved.commands)
    return state, world.effects


@pytest.mark.parametrize("saga", [TWO, saga_of("three", step("a"), step("b"), step("c"))], ids=lambda s: s.name)
def test_every_seed_ends_with_all_effects_or_none(saga: Saga) -> None:
    ends: dict[str, int] = {}
    for seed in range(2000):
        state, effects = _live(saga, seed)
        ends[state.status] = ends.get(state.status, 0) + 1
        if state.status == "completed":
            assert effects == {step.name for step in saga.steps}, f"seed {seed}"
        elif state.status in ("failed", "cancelled"):
            assert effects == set(), f"seed {seed}"
        else:
            assert state.status == "stuck", f"seed {seed} ended {state.status}"
    assert ends["completed"] > 0
    assert ends["failed"] > 0
    assert ends["cancelled"] > 0


def test_a_state_survives_being_written_and_read() -> None:
    state, _ = _play(TWO, done("one", pages=3))
    assert SagaState.model_validate(state.model_dump(mode="json")) == state
    assert isinstance(state.id, UUID)
