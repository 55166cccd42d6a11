"""The queue as this service keeps it: what an earlier release left in it, and plans that are never made."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from common.contracts.simulator import AuditStepReplied
from common.primitives.ids import uuid7
from simulator.runs.worker import FRUITLESS_ATTEMPTS
from simulator.shared.jobs import PLAN_LANE, job_queue

from ..stage import Stage

pytestmark = pytest.mark.engines
MINUTE = timedelta(minutes=1)


async def left(stage: Stage, **how: Any) -> Any:
    """A row as earlier releases wrote it."""
    now = stage.clock.now()
    row = {"id": uuid7(), "t": stage.tenant_id, "due": now - MINUTE, "until": None, "token": None, "claims": 0, **how}
    async with stage.unit.system() as conn:
        await conn.execute(
            text(
                "INSERT INTO jobs (id, tenant_id, parent_id, lane, due_at, lease_until, token, claims) "
                "VALUES (:id, :t, :id, 'local', :due, :until, :token, :claims)"
            ),
            row,
        )
    return row["id"]


async def test_jobs_of_an_earlier_release_are_taken_up(stage: Stage) -> None:
    now = stage.clock.now()
    waiting = await left(stage)
    given_back = await left(stage, token=uuid7(), claims=1)
    of_a_dead_worker = await left(stage, token=uuid7(), claims=3, until=now - timedelta(seconds=1))
    of_a_living_one = await left(stage, token=uuid7(), claims=1, until=now + MINUTE)
    taken = await job_queue(stage.unit).claim("local", 9, now, MINUTE)
    attempts = {job.id: job.attempts for job in taken}
    assert attempts == {waiting: 1, given_back: 2, of_a_dead_worker: 4}
    assert {job.row["parent_id"] for job in taken} == set(attempts)
    later = await job_queue(stage.unit).claim("local", 9, now + MINUTE / 2, MINUTE)
    assert later == []
    assert of_a_living_one in {job.id for job in await job_queue(stage.unit).claim("local", 9, now + MINUTE, MINUTE)}


async def test_a_plan_that_kills_every_worker_is_refused_with_a_reason(stage: Stage) -> None:
    audit_id = await stage.start()
    await stage.until("plan")
    await stage.move()
    patience = stage.tools.patience
    for _ in range(patience.tries + patience.rate_limits + FRUITLESS_ATTEMPTS):
        taken = await job_queue(stage.unit).claim(PLAN_LANE, 1, stage.clock.now(), stage.tools.lease)
        assert len(taken) == 1
        stage.clock.advance(stage.tools.lease)
    await stage.settle()
    [reply] = [each for each in await stage.outbox(AuditStepReplied) if each.step == "plan"]
    assert (reply.outcome, reply.reason) == ("refused", "planning-failed")
    shown = await stage.show(audit_id)
    assert (shown["status"], shown["failure"]["reason"]) == ("failed", "planning-failed")
    assert await stage.rows("SELECT id FROM jobs WHERE tenant_id = :own", own=stage.tenant_id) == []
