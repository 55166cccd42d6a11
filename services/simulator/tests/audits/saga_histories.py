"""Recorded histories of the audit saga: ``python -m saga_histories`` (from this folder) writes those that are missing.

A history is what came (signals, with their times) and what the saga made of it: states and commands. Histories are
never changed: an instance that began under a version of the saga goes on under it, so a release must make of an old
history what its own release made of it.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from common.contracts.message import Command
from common.primitives.ids import derived_id
from common.saga import Advance, Cancelled, DeadlinePassed, Replied, Saga, SagaState, advance, begin
from common.saga.steps import Signal, Start, describe, signal_of
from simulator.audits.rules.audit import AUDIT

FOLDER = Path(__file__).parent / "histories"
BEGAN = datetime(2026, 3, 1, 9, tzinfo=UTC)
START = Start(
    id=derived_id("recorded saga"),
    tenant_id=derived_id("recorded tenant"),
    data={
        "website_id": str(derived_id("recorded website")),
        "url": "https://tillvane.example/",
        "name": "Tillvane",
        "providers": ["local", "openai"],
        "panel": {"icps": 5, "conversations": 2, "repeats": 1},
        "language": "en",
        "page_limit": 50,
        "requested_by": str(derived_id("recorded user")),
    },
)
RESULTS: dict[str, dict[str, Any]] = {
    "reserve-quota": {"reservation_id": str(derived_id("reservation"))},
    "crawl": {"crawl_id": str(derived_id("crawl")), "pages": 13},
    "analyze": {"analysis_id": str(derived_id("analysis"))},
    "confirm": {"analysis_id": str(derived_id("confirmed analysis")), "language": "en"},
    "plan": {"plan_id": str(derived_id("plan")), "prompts": 25},
    "classify": {},
    "converse": {"run_id": str(derived_id("run")), "answers": 50, "failed": 0},
    "extract": {},
    "materialise": {"slices": 4, "materialisation_id": str(derived_id("materialisation"))},
    "report": {},
}
"""What each participant answers with."""


class Recorder:
    """Plays one history, a second between two signals."""

    def __init__(self, saga: Saga) -> None:
        self.saga = saga
        self.now = BEGAN
        first = begin(saga, START, BEGAN)
        self.state = first.state
        self.moves: list[dict[str, Any]] = [_move(first, BEGAN, None)]

    def signal(self, signal: Signal) -> None:
        moved = advance(self.saga, self.state, signal, self.now)
        self.state = moved.state
        self.moves.append(_move(moved, self.now, signal))

    @property
    def pending(self) -> Any:
        return next((step for step in self.state.steps if step.status in ("running", "undoing")), None)

    def answer(self) -> None:
        """The pending step's participant says that it is done."""
        self.now += timedelta(seconds=1)
        step = self.pending
        result = RESULTS[step.name] if step.status == "running" else {}
        self.signal(Replied(step.name, step.command, "done", result))

    def refuse(self) -> None:
        self.now += timedelta(seconds=1)
        step = self.pending
        self.signal(Replied(step.name, step.command, "refused", {}, "not-possible", "It can't be done."))

    def wait(self) -> None:
        """Nobody answers in time."""
        self.now = max(self.now, self.pending.deadline)
        self.signal(DeadlinePassed())

    def cancel(self) -> None:
        self.now += timedelta(seconds=1)
        self.signal(Cancelled())

    def until(self, step: str) -> "Recorder":
        while self.pending.name != step:
            self.answer()
        return self

    def to_the_end(self) -> "Recorder":
        while self.state.deadline is not None:
            self.answer()
        return self


def _move(moved: Advance, now: datetime, signal: Signal | None) -> dict[str, Any]:
    return {
        "at": now.isoformat(),
        "signal": None if signal is None else describe(signal),
        "state": moved.state.model_dump(mode="json"),
        "commands": [_body(command) for command in moved.commands],
    }


def _body(command: Command) -> dict[str, Any]:
    """A command without what is drawn anew each time."""
    return {"type": command.type_name(), **command.model_dump(mode="json", exclude={"id", "occurred_at"})}


def histories(saga: Saga) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every way an audit can go at each of its steps."""
    yield "completed", Recorder(saga).to_the_end().moves
    for step in saga.steps:
        for what in ("refuse", "wait", "cancel"):
            recorder = Recorder(saga).until(step.name)
            getattr(recorder, what)()
            yield f"{what}-at-{step.name}", recorder.to_the_end().moves
    recorder = Recorder(saga).until("converse")
    recorder.cancel()
    for _ in range(saga.undo_attempts):
        recorder.wait()
    yield "stuck-at-converse", recorder.moves


def replayed(saga: Saga, moves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What ``saga`` makes today of the signals of a history."""
    first = SagaState.model_validate(moves[0]["state"])
    start = Start(id=UUID(str(first.id)), tenant_id=first.tenant_id, data=first.data)
    began = datetime.fromisoformat(moves[0]["at"])
    moved = begin(saga, start, began)
    made = [_move(moved, began, None)]
    for move in moves[1:]:
        now, signal = datetime.fromisoformat(move["at"]), signal_of(move["signal"])
        moved = advance(saga, moved.state, signal, now)
        made.append(_move(moved, now, signal))
    return made


def text_of(moves: list[dict[str, Any]]) -> str:
    return json.dumps(moves, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, moves in histories(AUDIT):
        path = FOLDER / f"{AUDIT.name}.v{AUDIT.version}.{name}.json"
        if not path.exists():
            path.write_text(text_of(moves), encoding="utf-8")


if __name__ == "__main__":
    main()
