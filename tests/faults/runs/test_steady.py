"""The lab itself: without a fault everything holds; with a planted defect the invariants see it."""

import asyncio
from dataclasses import replace

import pytest

from ..conftest import Report
from ..invariants import Truth, judge, judge_facts, judge_history, quiet
from ..lab import Lab

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]


async def test_without_a_fault_everything_holds(lab: Lab, report: Report) -> None:
    for role in ("effects", "relayed", "facts"):
        lab.start(role, role)
    async with lab.load():
        await asyncio.sleep(4)
    truth = await quiet(lab)
    lab.stop()
    report(*judge(lab, truth), judge_facts(lab, truth), await judge_history(lab))
    for defect, invariant in _planted(truth):
        assert [v.invariant for v in judge(lab, defect) if v.violations] == [invariant]


def _planted(truth: Truth) -> list[tuple[Truth, str]]:
    first, second = truth.effects[0], truth.effects[1]
    same_key = [each for each in truth.effects if each[2] == first[2]]
    turned = [each for each in truth.effects if each not in same_key[:2]] + [same_key[1], same_key[0]]
    stranger = (first[0], second[1] + "x", *first[2:])
    return [
        (replace(truth, effects=truth.effects[1:]), "each committed event has exactly one effect in PostgreSQL"),
        (replace(truth, effects=[*turned]), "effects keep the order of their aggregate"),
        (replace(truth, relayed=[*truth.relayed, truth.relayed[0]]),
         "each announced event has exactly one effect in MongoDB"),
        (replace(truth, effects=[stranger, *truth.effects[1:]]), "no row crosses tenants"),
    ]  # fmt: skip
