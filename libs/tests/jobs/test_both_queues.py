"""What the queue promises, on PostgreSQL and on MongoDB: the same cases, so that one stands for the other."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pymongo.errors import PyMongoError

from common.jobs import Job, Share, States
from common.jobs.mongo import MongoJobs
from common.jobs.postgres import PostgresJobs
from common.primitives.ids import uuid7

from .bench import HELD_FOR, LEASE, NOW, Bench, MongoBench, PostgresBench, add, claim, end, one

pytestmark = pytest.mark.engines
SECOND = timedelta(seconds=1)


# -- kept --------------------------------------------------------------------------------------------------------------


async def test_a_job_is_there_if_its_transaction_commits_and_else_not(bench: Bench) -> None:
    tenant = uuid7()
    with pytest.raises(RuntimeError, match="broken off"):
        async with bench.begin(tenant) as tx:
            await bench.queue.add(tx, [uuid7()], NOW, lane="quick")
            raise RuntimeError("broken off")
    assert await claim(bench) == []
    (added,) = await add(bench, tenant)
    job = await one(bench)
    assert (job.id, job.tenant_id, job.lane, job.attempts) == (added, tenant, "quick", 1)


async def test_work_that_is_there_already_stays_as_it_is(bench: Bench) -> None:
    tenant = uuid7()
    (added,) = await add(bench, tenant)
    await one(bench)
    async with bench.begin(tenant) as tx:
        await bench.queue.add(tx, [added], NOW - LEASE, lane="another")
    assert await claim(bench) == []
    assert await claim(bench, lane="another") == []


async def test_nothing_is_offered_before_it_is_due(bench: Bench) -> None:
    await add(bench, uuid7(), due_at=NOW + SECOND)
    assert await claim(bench) == []
    assert len(await claim(bench, now=NOW + SECOND)) == 1


# -- leases ------------------------------------------------------------------------------------------------------------


async def test_a_job_is_one_workers_until_its_lease_runs_out_and_then_another_takes_it(bench: Bench) -> None:
    await add(bench, uuid7())
    first = await one(bench)
    assert await claim(bench, now=NOW + LEASE - SECOND) == []
    second = await one(bench, now=NOW + LEASE)
    assert (second.id, second.attempts) == (first.id, 2)
    assert second.token != first.token


async def test_a_lease_that_is_prolonged_lasts(bench: Bench) -> None:
    await add(bench, uuid7())
    job = await one(bench)
    assert await bench.queue.prolong([job], NOW + 3 * LEASE) == {job.token}
    assert await claim(bench, now=NOW + 2 * LEASE) == []


async def test_what_was_taken_over_or_has_ended_is_not_prolonged(bench: Bench) -> None:
    await add(bench, uuid7(), count=2)
    lost, ended = await claim(bench, most=2)
    assert await end(bench, ended)
    new = await one(bench, now=NOW + LEASE)
    assert await bench.queue.prolong([lost, ended], NOW + 9 * LEASE) == frozenset()
    assert await bench.queue.prolong([new], NOW + 2 * LEASE) == {new.token}
    assert len(await claim(bench, now=NOW + 2 * LEASE)) == 1


async def test_a_job_that_is_given_back_is_free_at_once_and_its_old_lease_void(bench: Bench) -> None:
    await add(bench, uuid7())
    first = await one(bench)
    await bench.queue.give_back([first], NOW)
    assert not await end(bench, first, "first")
    second = await one(bench)
    assert second.id == first.id
    assert await end(bench, second, "second")
    assert await bench.effects(second.tenant) == ["second"]


async def test_a_job_can_be_given_back_for_later(bench: Bench) -> None:
    await add(bench, uuid7())
    await bench.queue.give_back([await one(bench)], NOW, 5 * SECOND)
    assert await claim(bench, now=NOW + 4 * SECOND) == []
    assert len(await claim(bench, now=NOW + 5 * SECOND)) == 1


async def test_giving_back_what_another_has_by_now_changes_nothing(bench: Bench) -> None:
    await add(bench, uuid7())
    first = await one(bench)
    second = await one(bench, now=NOW + LEASE)
    await bench.queue.give_back([first], NOW)
    assert await claim(bench, now=NOW + LEASE) == []
    assert await end(bench, second)


async def test_takers_side_by_side_never_get_the_same_job(bench: Bench) -> None:
    ids = await add(bench, uuid7(), count=20)
    taken = await asyncio.gather(*(claim(bench, most=4) for _ in range(6)))
    got = [job.id for jobs in taken for job in jobs]
    while rest := await claim(bench, most=4):
        got += [job.id for job in rest]
    assert sorted(got) == ids


# -- one effect --------------------------------------------------------------------------------------------------------


async def test_the_effect_of_a_worker_whose_job_was_taken_over_is_refused(bench: Bench) -> None:
    tenant = uuid7()
    await add(bench, tenant)
    late = await one(bench)
    quick = await one(bench, now=NOW + LEASE)
    assert not await end(bench, late, "late")
    assert await end(bench, quick, "quick")
    assert not await end(bench, late, "late")
    assert not await end(bench, quick, "again")
    assert await bench.effects(tenant) == ["quick"]
    assert await claim(bench, now=NOW + 9 * LEASE) == []


async def test_progress_of_a_worker_whose_job_was_taken_over_is_refused(bench: Bench) -> None:
    await add(bench, uuid7())
    late = await one(bench)
    quick = await one(bench, now=NOW + LEASE)
    for job, expected in ((late, False), (quick, True)):
        async with bench.begin(job.tenant) as tx:
            assert await bench.queue.note(tx, job, {"reason": f"attempt {job.attempts}"}) is expected
            assert await bench.queue.postpone(tx, late, NOW) is False
    stored = await bench.stored(quick.id)
    assert stored is not None
    assert stored["reason"] == "attempt 2"


async def test_a_lease_that_ran_out_holds_until_somebody_takes_the_job(bench: Bench) -> None:
    tenant = uuid7()
    await add(bench, tenant)
    job = await one(bench)
    assert await bench.queue.prolong([job], NOW + LEASE) == {job.token}
    assert await end(bench, job, "slow")
    assert await claim(bench, now=NOW + 5 * LEASE) == []
    assert await bench.effects(tenant) == ["slow"]


async def test_of_an_effect_and_a_taking_at_the_same_time_one_stands(bench: Bench) -> None:
    tenant = uuid7()
    for _ in range(12):
        await add(bench, tenant)
        job = await one(bench)
        ended, taken = await asyncio.gather(_end_in_the_end(bench, job), claim(bench, now=NOW + LEASE))
        assert ended is not bool(taken), "both stood, or neither"
        for other in taken:
            assert await end(bench, other)
    assert len(await bench.effects(tenant)) == 12


async def _end_in_the_end(bench: Bench, job: Job) -> bool:
    """A transaction that met another's write is tried again, as services do."""
    try:
        return await end(bench, job)
    except PyMongoError:
        return await end(bench, job)


async def test_an_effect_that_is_rolled_back_leaves_the_job_under_its_lease(bench: Bench) -> None:
    tenant = uuid7()
    await add(bench, tenant)
    job = await one(bench)
    with pytest.raises(RuntimeError, match="broken off"):
        async with bench.begin(tenant) as tx:
            assert await bench.queue.finish(tx, job, bench.ending)
            await bench.make_effect(tx, job, "half")
            raise RuntimeError("broken off")
    assert await bench.effects(tenant) == []
    assert await claim(bench) == []
    assert await end(bench, job, "whole")
    assert await bench.effects(tenant) == ["whole"]


async def test_no_transaction_of_one_tenant_ends_or_changes_a_job_of_another(bench: Bench) -> None:
    await add(bench, uuid7())
    theirs = await one(bench)
    before = await bench.stored(theirs.id)
    async with bench.begin(uuid7()) as tx:
        assert not await bench.queue.note(tx, theirs, {"reason": "ours"})
        assert not await bench.queue.postpone(tx, theirs, NOW)
        assert not await bench.queue.finish(tx, theirs, bench.ending)
        assert await bench.queue.drop(tx, {"id": theirs.id}, ending=bench.ending) == 0
    assert await bench.stored(theirs.id) == before


# -- clocks ------------------------------------------------------------------------------------------------------------


async def test_clocks_that_differ_cost_work_done_twice_and_never_an_effect_twice(bench: Bench) -> None:
    tenant = uuid7()
    await add(bench, tenant)
    right = await one(bench)
    assert await claim(bench, now=NOW - timedelta(hours=1)) == [], "a clock that is behind sees nothing due yet"
    ahead = await one(bench, now=NOW + timedelta(hours=1))
    assert not await end(bench, right, "right")
    assert await end(bench, ahead, "ahead")
    assert await bench.effects(tenant) == ["ahead"]


async def test_a_job_taken_by_a_clock_that_is_ahead_is_prolonged_by_that_clock(bench: Bench) -> None:
    await add(bench, uuid7())
    hour = timedelta(hours=1)
    ahead = await one(bench, now=NOW + hour)
    assert await claim(bench, now=NOW + hour) == []
    assert await bench.queue.prolong([ahead], NOW + hour + 2 * LEASE) == {ahead.token}
    assert await claim(bench, now=NOW + hour + LEASE) == []


# -- attempts, order, lanes --------------------------------------------------------------------------------------------


async def test_every_taking_is_counted_until_the_job_gets_somewhere(bench: Bench) -> None:
    await add(bench, uuid7())
    for attempt in (1, 2, 3):
        job = await one(bench, now=NOW + attempt * LEASE)
        assert job.attempts == attempt
    async with bench.begin(job.tenant) as tx:
        assert await bench.queue.note(tx, job, {"attempts": 0})
    assert (await one(bench, now=NOW + 9 * LEASE)).attempts == 1


async def test_what_is_due_longest_comes_first_whose_ever_it_is(bench: Bench) -> None:
    ours, theirs = uuid7(), uuid7()
    early = await add(bench, ours, count=3, due_at=NOW - 3 * SECOND)
    (between,) = await add(bench, theirs, due_at=NOW - 2 * SECOND)
    late = await add(bench, ours, count=3, due_at=NOW - SECOND)
    order = [(await one(bench)).id for _ in range(7)]
    assert set(order[:3]) == set(early)
    assert order[3] == between, "what another tenant added later overtook it"
    assert set(order[4:]) == set(late)


async def test_tenants_take_turns_however_much_one_has_added_before(bench: Bench) -> None:
    greedy, other = uuid7(), uuid7()
    many = await add(bench, greedy, count=20, due_at=NOW - 9 * SECOND)
    few = await add(bench, other, count=3)
    taken = await claim(bench, most=6)
    assert [job.tenant_id for job in taken].count(other) == 3
    assert {job.id for job in taken} == {*few, *many[:3]}
    (late,) = await add(bench, other)
    busy = await bench.queue.claim("quick", 1, NOW, LEASE, Share(held={other: 1, greedy: 2}))
    assert [job.id for job in busy] == [late], "whoever has less under way comes first"
    busy = await bench.queue.claim("quick", 1, NOW, LEASE, Share(held={other: 9, greedy: 2}))
    assert [job.id for job in busy] == [many[3]]


async def test_no_tenant_gets_more_of_a_lane_than_its_share(bench: Bench) -> None:
    greedy, other = uuid7(), uuid7()
    await add(bench, greedy, count=9, due_at=NOW - SECOND)
    share = Share(most=2, held={greedy: 1})
    assert len(await bench.queue.claim("quick", 5, NOW, LEASE, share)) == 1
    assert await bench.queue.claim("quick", 5, NOW, LEASE, Share(most=2, held={greedy: 2})) == []
    (only,) = await add(bench, other)
    assert [job.id for job in await bench.queue.claim("quick", 5, NOW, LEASE, Share(2, {greedy: 2}))] == [only]


async def test_takers_beside_each_other_leave_no_room_unused(bench: Bench) -> None:
    ids = await add(bench, uuid7(), count=6)
    both = await asyncio.gather(*(claim(bench, most=3) for _ in range(2)))
    assert {job.id for jobs in both for job in jobs} == set(ids)


async def test_several_are_given_in_the_order_in_which_they_are_due(bench: Bench) -> None:
    ids = [(await add(bench, uuid7(), due_at=NOW - number * SECOND))[0] for number in range(4)]
    assert [job.id for job in await claim(bench, most=4)] == ids[::-1]


async def test_a_lane_gives_its_own_jobs_only(bench: Bench) -> None:
    await add(bench, uuid7(), count=5, due_at=NOW - SECOND)
    (other,) = await add(bench, uuid7(), lane="slow")
    assert (await one(bench, lane="slow")).id == other
    assert await claim(bench, lane="slow", most=9) == []
    assert len(await claim(bench, most=9)) == 5


async def test_what_waits_is_measured_by_lane(bench: Bench) -> None:
    assert await bench.queue.backlog(NOW) == {}
    await add(bench, uuid7(), count=2, due_at=NOW - 7 * SECOND)
    await add(bench, uuid7(), lane="slow", due_at=NOW + SECOND)
    found = await bench.queue.backlog(NOW)
    assert {lane: (each.due, each.oldest) for lane, each in found.items()} == {"quick": (2, NOW - 7 * SECOND)}
    await claim(bench, most=2)
    assert await bench.queue.backlog(NOW) == {}
    assert {lane: each.due for lane, each in (await bench.queue.backlog(NOW + LEASE)).items()} == {
        "quick": 2,
        "slow": 1,
    }


# -- postponing and dropping -------------------------------------------------------------------------------------------


async def test_a_job_that_is_postponed_comes_again_when_it_is_due(bench: Bench) -> None:
    await add(bench, uuid7())
    job = await one(bench)
    async with bench.begin(job.tenant) as tx:
        assert await bench.queue.postpone(tx, job, NOW + 5 * SECOND, {"reason": "asked too fast"})
    assert await claim(bench, now=NOW + 4 * SECOND) == []
    again = await one(bench, now=NOW + 5 * SECOND)
    assert (again.id, again.attempts, again.row["reason"]) == (job.id, 2, "asked too fast")
    assert not await end(bench, job)


async def test_what_is_dropped_is_done_by_nobody_and_its_worker_makes_no_effect(bench: Bench) -> None:
    tenant = uuid7()
    ids = await add(bench, tenant, count=3)
    begun = await one(bench)
    async with bench.begin(tenant) as tx:
        for own in ids:
            assert await bench.queue.drop(tx, {"id": own}, ending=bench.ending) == 1
            assert await bench.queue.drop(tx, {"id": own}, ending=bench.ending) == 0
    assert not await end(bench, begun)
    assert await claim(bench, most=9, now=NOW + LEASE) == []
    assert await bench.effects(tenant) == []


async def test_dropping_what_waits_leaves_alone_what_was_begun_also_where_it_was_given_back(bench: Bench) -> None:
    tenant = uuid7()
    await add(bench, tenant, count=4)
    begun, back, postponed = await claim(bench, most=3)
    await bench.queue.give_back([back], NOW)
    async with bench.begin(tenant) as tx:
        assert await bench.queue.postpone(tx, postponed, NOW)
        assert await bench.queue.drop(tx, {"lane": "quick"}, begun_too=False, ending=bench.ending) == 2
    assert [job.id for job in await claim(bench, most=9)] == [back.id]
    assert await end(bench, begun)


async def test_a_job_that_stays_on_record_says_how_it_ended(bench: Bench) -> None:
    await add(bench, uuid7())
    job = await one(bench)
    if not bench.ending:
        assert await end(bench, job)
        assert await bench.stored(job.id) is None
        return
    assert (await bench.stored(job.id) or {})["status"] == "running"
    with pytest.raises(ValueError, match="a status says how"):
        async with bench.begin(job.tenant) as tx:
            await bench.queue.finish(tx, job)
    async with bench.begin(job.tenant) as tx:
        assert await bench.queue.finish(tx, job, {"status": "refused", "reason": "nothing there"})
    stored = await bench.stored(job.id)
    assert stored is not None
    assert (stored["status"], stored["reason"]) == ("refused", "nothing there")


async def test_a_queue_without_lanes_is_one_lane(bench: Bench) -> None:
    """Rows of a queue that never had lanes are taken by the name that its keeper gives the one."""
    await add(bench, uuid7(), lane="quick")
    if isinstance(bench, MongoBench):
        states = States("waiting", "running") if bench.on_record else None
        await bench.unit.db[bench.queue.name].update_many({}, {"$unset": {"lane": ""}})
        found = await MongoJobs(bench.unit.db, bench.queue.name, states=states, lane="only").claim(
            "only", 5, NOW, LEASE
        )
        assert [job.lane for job in found] == ["only"]
    elif isinstance(bench, PostgresBench):
        table = bench.table.to_metadata(type(bench.table.metadata)())
        table._columns.remove(table.c.lane)
        states = States("waiting", "running") if bench.on_record else None
        queue = PostgresJobs(bench.unit, table, states=states, lane="only")
        assert {lane: each.due for lane, each in (await queue.backlog(NOW)).items()} == {"only": 1}
        assert [job.lane for job in await queue.claim("only", 5, NOW, LEASE)] == ["only"]
        assert await queue.backlog(NOW) == {}


# -- processes ---------------------------------------------------------------------------------------------------------

DRIVER = "import asyncio, sys; from libs.tests.jobs.bench import hold; asyncio.run(hold(*sys.argv[1:]))"


async def process_with(bench: Bench, url: str) -> tuple[Process, UUID]:
    """A worker's process, and the job that it has taken."""
    root = str(Path(__file__).parents[3])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *(entry for entry in sys.path if entry)])}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", DRIVER, bench.kind, url, env=env, stdin=PIPE, stdout=PIPE
    )
    return process, UUID(await line_of(process))


async def line_of(process: Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(60):
        return (await process.stdout.readline()).decode().strip()


async def test_a_killed_worker_costs_the_time_of_its_lease_and_nothing_else(bench: Bench, url: str) -> None:
    tenant = uuid7()
    (added,) = await add(bench, tenant)
    process, taken = await process_with(bench, url)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert taken == added
    assert await claim(bench, now=datetime.now(UTC)) == [], "its lease holds although it is dead"
    job = await one(bench, now=datetime.now(UTC) + HELD_FOR)
    assert (job.id, job.attempts) == (added, 2)
    assert await end(bench, job, "another")
    assert await bench.effects(tenant) == ["another"]


@pytest.mark.parametrize("taken_over", [True, False])
async def test_a_frozen_worker_makes_an_effect_only_if_nobody_took_its_job(
    bench: Bench, url: str, taken_over: bool
) -> None:
    tenant = uuid7()
    await add(bench, tenant)
    process, _ = await process_with(bench, url)
    process.send_signal(signal.SIGSTOP)
    try:
        if taken_over:
            job = await one(bench, now=datetime.now(UTC) + HELD_FOR)
            assert await end(bench, job, "another")
    finally:
        process.send_signal(signal.SIGCONT)
    assert process.stdin is not None
    process.stdin.write(b"go on\n")
    await process.stdin.drain()
    assert await line_of(process) == str(not taken_over)
    await process.wait()
    assert await bench.effects(tenant) == ["another" if taken_over else "the process"]
