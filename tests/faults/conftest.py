"""One lab for the tier's tests, and their verdicts, a JSON line each."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from brandmon_local import Ports, Stack

from .invariants import Verdict
from .lab import ENGINES, Lab, prepare

SEED = int(os.environ.get("BRANDMON_FAULTS_SEED", "0")) or int.from_bytes(os.urandom(3)) + 1
VERDICTS = pytest.StashKey[list[Verdict]]()


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
    return Report(request.config.stash.setdefault(VERDICTS, []))


class Report:
    """Keeps verdicts for the end of the run, and fails the test where one is broken."""

    def __init__(self, kept: list[Verdict]) -> None:
        self._kept = kept

    def __call__(self, *verdicts: Verdict) -> None:
        self._kept.extend(verdicts)
        broken = [verdict.as_line() for verdict in verdicts if verdict.violations]
        assert not broken, broken
        assert all(verdict.cases for verdict in verdicts), f"nothing was held against {verdicts}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    together: dict[str, Verdict] = {}
    for each in config.stash.get(VERDICTS, []):
        before = together.get(each.invariant)
        cases, violations = (before.cases, before.violations) if before else (0, 0)
        together[each.invariant] = Verdict(each.invariant, cases + each.cases, violations + each.violations, each.seed)
    for verdict in together.values():
        terminalreporter.write_line(verdict.as_line())
    if path := os.environ.get("BRANDMON_FAULTS_REPORT"):
        Path(path).write_text("".join(verdict.as_line() + "\n" for verdict in together.values()))
