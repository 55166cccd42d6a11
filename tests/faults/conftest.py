"""One lab for the tier's tests, and their verdicts, a JSON line each."""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from brandmon_local import Ports, Stack

from .invariants import InvariantResult
from .lab import ENGINES, Lab, prepare

SEED = int(os.environ.get("BRANDMON_FAULTS_SEED", "0")) or int.from_bytes(os.urandom(3)) + 1
VERDICTS = pytest.StashKey[list[InvariantResult]]()
DONE = pytest.StashKey[Counter[str]]()


@pytest.fixture
def lab(running_lab: Lab) -> Iterator[Lab]:
    """The lab, without any process of an earlier test."""
    try:
        yield running_lab
    finally:
        running_lab.kill_all()


@pytest.fixture(scope="session")
def running_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Engines, topics, tables, connectors; the processes are each test's own."""
    folder = tmp_path_factory.mktemp("faults")
    with Stack(folder / "stack", Ports.free(), engines=ENGINES, services=False).running() as stack:
        asyncio.run(prepare(stack))
        lab = Lab(stack, folder, SEED)
        try:
            yield lab
        finally:
            lab.kill_all()


@pytest.fixture
def seed() -> int:
    """Printed with a failure; ``make faults ARGS="--seed N"`` plays it again."""
    print(f"seed {SEED}")
    return SEED


@pytest.fixture
def report(request: pytest.FixtureRequest) -> "Report":
    stash = request.config.stash
    return Report(stash.setdefault(VERDICTS, []), stash.setdefault(DONE, Counter()))


class Report:
    """Keeps verdicts for the end of the run, and fails the test where one is broken."""

    def __init__(self, kept: list[InvariantResult], done: Counter[str]) -> None:
        self._kept = kept
        self._done = done

    def did(self, **faults: int) -> None:
        """Note how often each fault was made: verdicts are worth as much as what was done before them."""
        self._done.update(faults)

    def __call__(self, *verdicts: InvariantResult) -> None:
        self._kept.extend(verdicts)
        broken = [verdict.as_line() for verdict in verdicts if verdict.violations]
        assert not broken, broken
        assert all(verdict.cases for verdict in verdicts), f"nothing was held against {verdicts}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    together: dict[str, InvariantResult] = {}
    for each in config.stash.get(VERDICTS, []):
        before = together.get(each.invariant)
        cases, violations = (before.cases, before.violations) if before else (0, 0)
        together[each.invariant] = InvariantResult(
            each.invariant, cases + each.cases, violations + each.violations, each.seed
        )
    lines = [verdict.as_line() for verdict in together.values()]
    if done := config.stash.get(DONE, None):
        lines.append(json.dumps({"faults": done, "seed": SEED}))
    for line in lines:
        terminalreporter.write_line(line)
    if path := os.environ.get("BRANDMON_FAULTS_REPORT"):
        Path(path).write_text("".join(line + "\n" for line in lines))
