import time

import pytest

from auth.accounts.passwords import Cost, PasswordHashing

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
