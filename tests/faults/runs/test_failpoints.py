"""A process dies at every named point, at each of its first hits, and fails there once: everything still holds."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from connected.spine import write

from common.primitives.ids import uuid7
from common.process.failpoints import ARMED, NAMES, SEEN
from common.stores.postgres import UnitOfWork

from ..conftest import Report
from ..invariants import judge, judge_sagas, quiet, sagas_ended
from ..lab import Lab, Writer
from ..program import MemberJoined
from ..small_saga_client import start_saga

HITS = tuple(range(1, int(os.environ.get("LAB_HITS", "3")) + 1))
pytestmark = [pytest.mark.faults, pytest.mark.timeout(600 + 200 * len(HITS))]
LETTERS = ("consumer.before-dead-letter", "consumer.after-dead-letter")
POINTS: dict[str, Sequence[str]] = {
    "effects": [name for name in NAMES if name.startswith(("consumer.", "unit."))],
    "relayed": [name for name in NAMES if name.startswith("mongo.")],
    "saga": [name for name in NAMES if name.startswith("saga.")],
}
"""Which role passes which points."""
ELSEWHERE = {"webhooks.sent": "services/reports/tests/webhooks/test_kills.py"}
"""Points of one service, which its own test dies at."""


class Case:
    """One process that dies or fails at one point, while there is work for it."""

    def __init__(self, lab: Lab, role: str, unit: UnitOfWork) -> None:
        self.lab, self.role, self.unit = lab, role, unit
        self.tenant, self.deaths = uuid7(), Counter[str]()
        self.writers = [Writer(unit, self.tenant, uuid7(), Random(lab.seed), lab.history) for _ in range(3)]
        self.poison: set[UUID] = set()

    async def work(self) -> None:
        if self.role == "saga":
            await start_saga(self.unit, self.tenant)
            return
        for writer in self.writers:
            await writer.write()

    async def lay_poison(self) -> None:
        """A message that nobody can decode: it is laid aside, and its key waits."""
        key = str(uuid7()).encode()
        await write(self.lab.stack.urls.kafka, [(MemberJoined.topic, key, b"no json", ()) for _ in range(2)])

    async def die_at(self, name: str, hit: int) -> None:
        self.lab.start(self.role, self.role, LAB_INSTANCE=self.role, **{ARMED: f"{name}=kill@{hit}"})
        process = self.lab.processes[self.role]
        # in MongoDB a killed transaction lives for some seconds, and its successor waits
        for _ in range(100 + 20 * hit):
            await (self.lay_poison() if name in LETTERS else self.work())
            await asyncio.sleep(0.25)
            if process.poll() is not None:
                break
        assert process.poll() == -signal.SIGKILL, f"{name} was not passed {hit} times"
        self.deaths[name] += 1

    async def fail_at(self, name: str) -> None:
        """It raises there once: retried in place, or the process ends and is started again."""
        self.lab.start(self.role, self.role, LAB_INSTANCE=self.role, **{ARMED: f"{name}=raise"})
        for _ in range(4):
            await (self.lay_poison() if name in LETTERS else self.work())
            await asyncio.sleep(0.25)
        self.lab.processes[self.role].kill()
        self.lab.processes[self.role].wait()

    async def run(self) -> None:
        for name in POINTS[self.role]:
            for hit in HITS:
                await self.die_at(name, hit)
            await self.fail_at(name)
        self.lab.start(self.role, self.role, LAB_INSTANCE=self.role)


async def test_a_process_may_die_at_every_named_point(lab: Lab, report: Report) -> None:
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="tenants")
    effects, relayed, saga = cases = [Case(lab, role, unit) for role in POINTS]
    await asyncio.gather(effects.run(), saga.run())
    await relayed.run()  # what it handles comes from the first
    truth = await quiet(lab)
    await lab.eventually(lambda: sagas_ended(lab), "every saga has ended", within_s=120)
    lab.stop()
    await unit.dispose()
    died = sum((case.deaths for case in cases), Counter[str]())
    assert died == {name: len(HITS) for name in NAMES if name not in ELSEWHERE}, "a point was not enumerated"
    report(*judge(lab, truth), *await judge_sagas(lab))


def test_what_is_not_enumerated_here_is_killed_by_a_test_of_its_own() -> None:
    root = Path(__file__).parents[3]
    assert all(f'"BRANDMON_FAILPOINTS": "{name}=kill"' in (root / at).read_text() for name, at in ELSEWHERE.items())


async def test_an_enumerator_can_see_which_points_a_workload_passes(lab: Lab, tmp_path: Path) -> None:
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="tenants")
    seen = tmp_path / "seen"
    lab.start("effects", "watched", LAB_INSTANCE="effects", **{SEEN: str(seen)})
    writer = Writer(unit, uuid7(), uuid7(), Random(1), lab.history)

    async def passed() -> bool:
        await writer.write()
        return seen.exists() and "unit.after-commit" in seen.read_text()

    await lab.eventually(passed, "a transaction", within_s=30)
    lab.stop("watched")
    await unit.dispose()
    order = seen.read_text().splitlines()
    assert order.index("unit.begun") < order.index("unit.inbox-written") < order.index("unit.before-commit")
