import asyncio
import threading
import time

import pytest

from auth.accounts.passwords import Cost, PasswordHashing, TooBusy

pytestmark = pytest.mark.pure

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)


async def test_a_password_matches_its_hash_and_no_other() -> None:
    hashing = PasswordHashing(CHEAP)
    stored = await hashing.hash("violet kettle marching north")
    assert stored.startswith("$argon2id$")
    assert await hashing.verify(stored, "violet kettle marching north")
    assert not await hashing.verify(stored, "violet kettle marching south")
    assert stored != await hashing.hash("violet kettle marching north")


async def test_nobody_has_no_password_and_a_broken_hash_matches_nothing() -> None:
    hashing = PasswordHashing(CHEAP)
    assert not await hashing.verify(None, "")
    assert not await hashing.verify("not a hash", "violet kettle marching north")


async def test_other_parameters_make_a_hash_outdated() -> None:
    stored = await PasswordHashing(CHEAP).hash("violet kettle marching north")
    assert not PasswordHashing(CHEAP).outdated(stored)
    assert PasswordHashing(Cost(passes=2, memory_kib=64, lanes=1)).outdated(stored)


async def test_an_unknown_user_costs_as_much_work_as_a_known_one() -> None:
    hashing = PasswordHashing(Cost(passes=2, memory_kib=16 * 1024, lanes=1), threads=1)
    stored = await hashing.hash("violet kettle marching north")

    async def fastest(against: str | None) -> float:
        took = []
        for _ in range(5):
            began = time.perf_counter()
            await hashing.verify(against, "violet kettle marching south")
            took.append(time.perf_counter() - began)
        return min(took)

    assert 0.5 < await fastest(None) / await fastest(stored) < 2.0


async def test_past_the_bound_nobody_waits_and_whoever_is_in_gets_his_answer() -> None:
    hashing = PasswordHashing(CHEAP, threads=1, most_waiting=3)
    stored, gate = await hashing.hash("violet kettle marching north"), threading.Event()
    hashing._threads.submit(gate.wait, 10)
    inside = [asyncio.create_task(hashing.verify(stored, "violet kettle marching north")) for _ in range(4)]
    await asyncio.sleep(0)
    began = time.perf_counter()
    with pytest.raises(TooBusy) as refused:
        await hashing.verify(stored, "violet kettle marching north")
    assert time.perf_counter() - began < 0.1
    assert (refused.value.status, refused.value.extra["retry_after"] >= 1) == (429, True)
    gate.set()
    assert await asyncio.gather(*inside) == [True] * 4
    assert await hashing.verify(stored, "violet kettle marching north"), "and then there is room again"
    await hashing.close()


async def test_a_caller_who_leaves_makes_room_when_his_work_is_done_and_not_before() -> None:
    hashing = PasswordHashing(CHEAP, threads=1, most_waiting=1)
    gate = threading.Event()
    running = asyncio.create_task(hashing._in_thread(lambda: gate.wait(10)))
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(hashing.hash("x"))
    await asyncio.sleep(0)
    for task in (running, waiting):
        task.cancel()
    await asyncio.gather(running, waiting, return_exceptions=True)
    assert hashing._begun == 1, "the one under way still takes its thread and its memory"
    gate.set()
    await hashing.hash("x")
    assert hashing._begun == 0
    await hashing.close()
