"""Processes frozen past their session and thawed: a consumer commits nothing, of two orchestrators one wins."""

import asyncio
import signal
from collections import Counter
from random import Random

import pytest

from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from ..conftest import Report
from ..invariants import InvariantResult, judge, judge_sagas, quiet, sagas_ended
from ..lab import Lab, Writer, fetch
from ..small_saga_client import start_saga

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]
FROZEN_S = 13.0
"""Twice the lab's session time-out, and a little."""


async def test_a_frozen_consumer_commits_nothing_when_it_wakes_up(lab: Lab, report: Report) -> None:
    """It wakes up amid effects that its successor has begun and not made: the inbox would let them in.

    ``LAB_UNFENCED=1`` in the environment takes the fence away, and the test fails.
    """
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="tenants")
    writers = [Writer(unit, uuid7(), uuid7(), Random(n), lab.history) for n in range(12)]
    lab.start("relayed", "relayed")
    lab.start("effects", "frozen", LAB_PAUSE_S="1.5")

    async def made_by(name: str) -> int:
        return int((await fetch(lab.stack, "SELECT count(*) AS n FROM effects WHERE made_by = $1", name))[0]["n"])

    async def first_works() -> bool:
        await asyncio.gather(*(writer.write() for writer in writers))
        return await made_by("frozen") > 30

    await lab.eventually(first_works, "the first one works")
    for _ in range(20):
        await asyncio.gather(*(writer.write() for writer in writers))
    claims = await _claims(lab)
    lab.processes["frozen"].send_signal(signal.SIGSTOP)
    before = await made_by("frozen")
    lab.start("effects", "owner", LAB_PAUSE_S="60")
    await asyncio.sleep(FROZEN_S)

    async def taken_over() -> bool:
        return claims.isdisjoint(await _claims(lab))

    await lab.eventually(taken_over, "the second one has taken over")
    lab.processes["frozen"].send_signal(signal.SIGCONT)
    await asyncio.sleep(4)
    woken = await made_by("frozen") - before
    for name in ("frozen", "owner"):
        lab.kill(name)
        lab.processes.pop(name).wait()
    assert await made_by("owner") == 0, "it was no longer the first to try"
    lab.start("effects", "last")
    truth = await quiet(lab)
    lab.stop("last", "relayed")
    await unit.dispose()
    report(
        *judge(lab, truth),
        InvariantResult("a member that wakes up commits nothing it had begun", 1, int(woken > 0), lab.seed),
    )


async def _claims(lab: Lab) -> set[object]:
    """Who owns the partitions of the lab's consumer."""
    query = "SELECT owner FROM consumer_positions WHERE group_name = 'tenants-lab'"
    return {row["owner"] for row in await fetch(lab.stack, query)}


async def test_of_two_orchestrators_one_of_which_was_frozen_one_wins(lab: Lab, report: Report) -> None:
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="simulator")
    tenant = uuid7()
    lab.start("saga", "o1")
    begun = 0
    for turn in range(2):
        for _ in range(4):
            begun += await start_saga(unit, tenant)
        await asyncio.sleep(0.3)
        name, other = ("o1", "o2") if turn % 2 == 0 else ("o2", "o1")
        if other not in lab.processes:
            lab.start("saga", other)
        lab.processes[name].send_signal(signal.SIGSTOP)
        for _ in range(4):
            begun += await start_saga(unit, tenant)
        await asyncio.sleep(FROZEN_S)
        lab.processes[name].send_signal(signal.SIGCONT)
        await asyncio.sleep(1)
    async with lab.supervised():  # one that was frozen may end by what it finds: its supervisor starts it again
        await lab.eventually(lambda: sagas_ended(lab), "every saga has ended", within_s=150)
    lab.stop()
    await unit.dispose()
    moves = await fetch(lab.stack, "SELECT saga_id, sequence FROM saga_history")
    doubled = [each for each, count in Counter((m["saga_id"], m["sequence"]) for m in moves).items() if count > 1]
    assert not doubled
    assert begun >= 14
    report(*await judge_sagas(lab))
