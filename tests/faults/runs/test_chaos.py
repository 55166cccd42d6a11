"""Connect, consumers and PostgreSQL are killed under load, while members come and go: nothing lost, nothing doubled."""

import asyncio
from dataclasses import asdict
from random import Random

import pytest

from .. import chaos
from ..conftest import Report
from ..invariants import judge, judge_facts, judge_history, judge_sagas, quiet, sagas_ended
from ..lab import Lab
from ..small_saga_client import retry_stuck

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(max(1800, int(3 * chaos.OVER_S))),
]


async def test_kills_under_load_lose_and_double_nothing(lab: Lab, report: Report, seed: int) -> None:
    counts, dice = chaos.Counts(), Random(seed)
    for role, name in (("effects", "e1"), ("effects", "e2"), ("relayed", "r1"), ("facts", "f1"), ("saga", "s1")):
        lab.start(role, name)
    done = asyncio.Event()
    async with lab.supervised(), lab.load(tenants=3, aggregates=6, every_s=0.16):
        ordering = asyncio.create_task(chaos.order_sagas(lab, counts, done))
        await asyncio.gather(
            chaos.kill_connect(lab, Random(dice.random()), counts, chaos.CONNECT_KILLS),
            chaos.kill_consumers(lab, Random(dice.random()), counts, chaos.CONSUMER_KILLS, chaos.OVER_S),
            chaos.kill_postgres(lab, Random(dice.random()), counts, chaos.POSTGRES_KILLS, chaos.OVER_S),
            chaos.come_and_go(lab, counts),
        )
        done.set()
        await ordering
    async with lab.supervised():
        await lab.eventually(lambda: chaos.connect_runs(lab), "Connect runs again", within_s=90)
        truth = await quiet(lab)
        await lab.eventually(lambda: sagas_ended(lab), "every saga has ended, or waits for a person", within_s=120)
        counts.stuck = await retry_stuck(lab)
        await lab.eventually(lambda: sagas_ended(lab), "every saga has ended", within_s=120)
    lab.stop()
    report.did(**asdict(counts))
    assert counts.connect >= chaos.CONNECT_KILLS
    assert counts.consumers >= chaos.CONSUMER_KILLS
    assert counts.sagas > 10
    assert counts.postgres and counts.visits > 5
    report(*judge(lab, truth), judge_facts(lab, truth), await judge_history(lab), *await judge_sagas(lab))
