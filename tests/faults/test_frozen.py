"""Processes frozen past their session and thawed: a consumer commits nothing, of two orchestrators one wins."""

import asyncio
import signal
from random import Random

import psutil
import pytest

from common.failpoints import ARMED
from common.ids import uuid7
from common.postgres import UnitOfWork

from .conftest import Report
from .invariants import Verdict, judge, judge_sagas, quiet, sagas_ended
from .lab import Lab, Writer, eventually, fetch
from .small_saga_client import start_saga

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]
FROZEN_S = 13.0
"""Twice the lab's session time-out, and a little."""


async def test_a_consumer_frozen_in_a_transaction_commits_nothing_when_it_wakes_up(lab: Lab, report: Report) -> None:
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="tenants")
    writers = [Writer(unit, uuid7(), uuid7(), Random(n), lab.history) for n in range(12)]
    lab.start("relayed", "relayed")
    # it freezes itself with the inbox row written, others of its keys under way, and a backlog in its hands
    lab.start("effects", "frozen", **{ARMED: "unit.inbox-written=stop@40"})
    frozen = lab.processes["frozen"]

    async def made_by(name: str) -> int:
        return int((await fetch(lab.stack, "SELECT count(*) AS n FROM effects WHERE made_by = $1", name))[0]["n"])

    async def write_some() -> None:
        await asyncio.gather(*(writer.write() for writer in writers))

    async def is_frozen() -> bool:
        await write_some()
        return psutil.Process(frozen.pid).status() == psutil.STATUS_STOPPED

    await eventually(is_frozen, "it has frozen itself")
    before = await made_by("frozen")
    for _ in range(5):
        await write_some()
    lab.start("effects", "owner")
    await asyncio.sleep(FROZEN_S)

    async def owner_has_it_all() -> bool:
        return await made_by("owner") > 30 and not await fetch(
            lab.stack,
            "SELECT 1 FROM outbox o WHERE topic = 'tenants.member-joined'"
            " AND NOT EXISTS (SELECT 1 FROM effects e WHERE e.message_id = o.id) LIMIT 1",
        )

    await eventually(owner_has_it_all, "the second one has taken over")
    frozen.send_signal(signal.SIGCONT)
    await asyncio.sleep(3)
    woken = await made_by("frozen") - before
    for _ in range(5):
        await write_some()
    truth = await quiet(lab)
    lab.stop("owner", "relayed")
    frozen.kill()
    lab.processes.pop("frozen").wait()
    await unit.dispose()
    fenced = (lab.folder / "frozen.log").read_text().count("fenced: another member owns the partition")
    report(*judge(lab, truth), Verdict("a member that wakes up commits nothing it had begun", 1, woken, lab.seed))
    assert fenced, "it never met the fence: the test proves nothing"


async def test_of_two_orchestrators_one_of_which_was_frozen_one_wins(lab: Lab, report: Report) -> None:
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="simulator")
    tenant = uuid7()
    lab.start("saga", "o1", **{ARMED: "saga.moved=stop@9"})  # in the middle of a move, before its commit
    begun = 0
    for turn in range(2):
        for _ in range(4):
            begun += await start_saga(unit, tenant)
        await asyncio.sleep(0.3)
        name, other = ("o1", "o2") if turn % 2 == 0 else ("o2", "o1")
        if other not in lab.processes:
            lab.start("saga", other)
        if turn:
            lab.processes[name].send_signal(signal.SIGSTOP)  # at any moment
        for _ in range(4):
            begun += await start_saga(unit, tenant)
        await asyncio.sleep(FROZEN_S)
        lab.processes[name].send_signal(signal.SIGCONT)
        await asyncio.sleep(1)
    await eventually(lambda: sagas_ended(lab), "every saga has ended", within_s=150)
    lab.stop()
    await unit.dispose()
    assert begun >= 14
    report(*await judge_sagas(lab))
