"""A POST that is sent twice under one key, over both stores: one effect, one answer, whatever happens between."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from brandmon_local import Stack
from common.outbox.mongo import MongoOutbox
from common.outbox.postgres import PostgresOutbox
from common.primitives.ids import uuid7
from common.stores.keyed import KEPT_FOR
from common.stores.mongo import ANSWERS, OUTBOX
from common.testing.http import client_of
from common.testing.postgres import DatabaseUrls
from common.testing.tokens import bearer

from .app import DATABASE, Doors, app_over, unit_at

pytestmark = pytest.mark.engines
URN = "urn:brandmon:problem:"
THING = {"name": "Tillvane"}


@dataclass
class Bench:
    """One store, an application over it, and a member of an organisation."""

    url: str
    urls: DatabaseUrls | None
    unit: Any
    client: httpx.AsyncClient
    doors: Doors
    tenant: UUID
    user: UUID

    async def post(self, path: str, body: object = None, *, key: str | None = None, **other: Any) -> httpx.Response:
        headers = bearer(
            other.get("tenant", self.tenant), other.get("role", "member"), user=other.get("user", self.user)
        )
        headers |= {"Idempotency-Key": key} if key is not None else {}
        return await self.client.post(path, json=THING if body is None else body, headers=headers)

    async def effects(self, tenant: UUID | None = None) -> int:
        tenant = tenant or self.tenant
        if self.urls is None:
            return int(await self.unit.db[OUTBOX].count_documents({"tenant_id": str(tenant)}))
        async with self.unit.begin(tenant) as tx:
            return int((await tx.execute(text("SELECT count(*) FROM outbox"))).scalar_one())

    async def kept(self) -> list[bytes]:
        """The answers kept for the organisation, as they lie in the store."""
        if self.urls is None:
            rows = await self.unit.db[ANSWERS].find({"tenant_id": str(self.tenant)}).to_list()
            return [row["response"] for row in rows]
        async with self.unit.begin(self.tenant) as tx:
            return list((await tx.execute(text("SELECT response FROM first_answers"))).scalars())

    async def age(self, by: timedelta) -> None:
        """Make all answers of the organisation older."""
        then = datetime.now(UTC) - by
        if self.urls is None:
            await self.unit.db[ANSWERS].update_many({"tenant_id": str(self.tenant)}, {"$set": {"created_at": then}})
            return
        async with self.unit.begin(self.tenant) as tx:
            await tx.execute(text("UPDATE first_answers SET created_at = :then"), {"then": then})


@pytest.fixture(scope="module")
def urls(migrated: Callable[[str], DatabaseUrls]) -> DatabaseUrls:
    return migrated("tenants")


@pytest.fixture(params=["postgres", "mongo"])
async def bench(request: pytest.FixtureRequest, urls: DatabaseUrls, mongodb: Stack) -> AsyncIterator[Bench]:
    own = urls if request.param == "postgres" else None
    url = own.app if own else mongodb.urls.mongo("admin")
    unit = unit_at(url)
    if own is None:
        await unit.prepare()
    app, doors = app_over(unit)
    async with client_of(app) as client:
        yield Bench(url, own, unit, client, doors, uuid7(), uuid7())
    await (unit.dispose() if own else unit.client.close())


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(URN)


async def test_a_repetition_gets_the_first_answer_and_changes_nothing(bench: Bench) -> None:
    first = await bench.post("/things", key="k-1")
    again = await bench.post("/things", {"name": "Tillvane"}, key="k-1")
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert await bench.effects() == 1


async def test_without_a_key_or_under_another_one_it_is_another_request(bench: Bench) -> None:
    answers = [await bench.post("/things", key=key) for key in (None, None, "k-1", "k-2")]
    assert len({answer.json()["id"] for answer in answers}) == 4
    assert await bench.effects() == 4


async def test_a_key_with_another_body_or_address_is_refused(bench: Bench) -> None:
    await bench.post("/things", key="k-1")
    assert problem(await bench.post("/things", {"name": "Other"}, key="k-1")) == (422, "idempotency-key-reused")
    one, other = uuid7(), uuid7()
    assert (await bench.post(f"/owned/{one}", key="k-1")).status_code == 200
    assert problem(await bench.post(f"/owned/{other}", key="k-1")) == (422, "idempotency-key-reused")
    assert (await bench.effects(), await bench.effects(one), await bench.effects(other)) == (1, 1, 0)


async def test_the_same_json_in_other_spaces_is_the_same_body(bench: Bench) -> None:
    headers = {**bearer(bench.tenant, user=bench.user), "Idempotency-Key": "k", "Content-Type": "application/json"}
    first = await bench.client.post("/things", content=b'{"name":"A"}', headers=headers)
    again = await bench.client.post("/things", content=b'{ "name" : "A" }\n', headers=headers)
    assert (again.json(), await bench.effects()) == (first.json(), 1)


async def test_a_key_is_one_callers_at_one_route(bench: Bench) -> None:
    other = uuid7()
    answers = [
        await bench.post("/things", key="k-1"),
        await bench.post("/things", key="k-1", user=uuid7()),
        await bench.post("/things", key="k-1", tenant=other),
        await bench.post("/nothing", key="k-1"),
    ]
    assert [answer.headers.get("idempotency-replayed") for answer in answers] == [None] * 4
    assert (await bench.effects(), await bench.effects(other)) == (2, 1)


async def test_rights_are_judged_before_an_answer_is_given_again(bench: Bench) -> None:
    await bench.post("/things", key="k-1")
    assert problem(await bench.post("/things", key="k-1", role="viewer")) == (403, "permission-missing")
    no_token = await bench.client.post("/things", json=THING, headers={"Idempotency-Key": "k-1"})
    assert problem(no_token) == (401, "token-missing")


async def test_what_failed_is_not_remembered(bench: Bench) -> None:
    assert problem(await bench.post("/things", {"name": "taken"}, key="k-1")) == (409, "slug-taken")
    assert problem(await bench.post("/things", {"name": ""}, key="k-1")) == (422, "invalid-request")
    assert (await bench.effects(), await bench.kept()) == (0, [])
    assert (await bench.post("/things", key="k-1")).status_code == 201


async def test_what_a_route_did_before_a_fault_stays_and_is_not_remembered(bench: Bench) -> None:
    for expected in (1, 2):
        assert problem(await bench.post("/faults", key="k-1")) == (500, "internal")
        assert (await bench.effects(), await bench.kept()) == (expected, [])


async def test_several_blocks_are_committed_together(bench: Bench) -> None:
    first = await bench.post("/twice", key="k-1")
    assert [each["name"] for each in first.json()] == ["Tillvane-1", "Tillvane-2"]
    assert (await bench.post("/twice", key="k-1")).json() == first.json()
    assert await bench.effects() == 2


async def test_while_the_first_one_runs_a_second_is_told_to_wait(bench: Bench) -> None:
    running = asyncio.create_task(bench.post("/things", {"name": "slow"}, key="k-1"))
    await asyncio.wait_for(bench.doors.waiting.wait(), 10)
    second = await bench.post("/things", {"name": "slow"}, key="k-1")
    assert problem(second) == (409, "idempotency-key-in-use")
    assert second.headers["retry-after"] == "1"
    bench.doors.go_on.set()
    first = await running
    again = await bench.post("/things", {"name": "slow"}, key="k-1")
    assert (first.status_code, again.json(), await bench.effects()) == (201, first.json(), 1)


async def test_of_many_at_the_same_moment_one_makes_the_effect(bench: Bench) -> None:
    answers = await asyncio.gather(*(bench.post("/things", key="k-1") for _ in range(8)))
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    refused = {problem(answer) for answer in answers if answer.status_code != 201}
    assert (len(made), refused - {(409, "idempotency-key-in-use")}) == (1, set())
    assert (await bench.effects(), len(await bench.kept())) == (1, 1)


async def test_a_caller_who_is_gone_leaves_nothing_behind(bench: Bench) -> None:
    running = asyncio.create_task(bench.post("/things", {"name": "slow"}, key="k-1"))
    await asyncio.wait_for(bench.doors.waiting.wait(), 10)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await bench.effects(), await bench.kept()) == (0, [])
    bench.doors.go_on.set()
    assert (await bench.post("/things", {"name": "slow"}, key="k-1")).status_code == 201


async def test_nobody_and_somebody_without_an_organisation_have_keys_of_their_own(bench: Bench) -> None:
    owner, key = uuid7(), str(uuid4())
    first = await bench.client.post(f"/open/{owner}", json=THING, headers={"Idempotency-Key": key})
    again = await bench.client.post(f"/open/{owner}", json=THING, headers={"Idempotency-Key": key})
    other = await bench.client.post(f"/open/{owner}", json={"name": "B"}, headers={"Idempotency-Key": key})
    assert (again.json(), other.status_code) == (first.json(), 200), "a stranger's key is in nobody's way"
    alone = [await bench.post(f"/owned/{owner}", key=key, tenant=None) for _ in range(2)]
    assert alone[0].json() == alone[1].json()
    assert await bench.effects(owner) == 3


async def test_a_route_that_asks_no_store_is_remembered_and_one_that_takes_no_key_is_not(bench: Bench) -> None:
    asked = [await bench.post("/nothing", key="k-1") for _ in range(2)]
    assert asked[0].json() == asked[1].json()
    owner = uuid7()
    begun = [await bench.post(f"/sessions/{owner}", key="k-1") for _ in range(2)]
    assert begun[0].json() != begun[1].json()


@pytest.mark.parametrize("key", ["", " ", "a b", "k" * 201, "ü", "\t"])
async def test_what_is_no_key_is_refused(bench: Bench, key: str) -> None:
    headers = {**bearer(bench.tenant), "Idempotency-Key": key.encode("latin-1")}
    answer = await bench.client.post("/things", json=THING, headers=headers)  # type: ignore[arg-type]
    assert problem(answer) == (422, "invalid-request")
    assert answer.json()["errors"][0]["field"] == "header.Idempotency-Key"
    assert await bench.effects() == 0


async def test_two_keys_are_none(bench: Bench) -> None:
    headers = [*bearer(bench.tenant).items(), ("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    assert problem(await bench.client.post("/things", json=THING, headers=headers)) == (422, "invalid-request")


async def test_after_a_day_a_key_is_new_and_what_was_kept_is_pruned(bench: Bench) -> None:
    first = await bench.post("/things", key="k-1")
    await bench.age(KEPT_FOR - timedelta(minutes=5))
    assert (await bench.post("/things", key="k-1")).json() == first.json()
    await bench.age(KEPT_FOR + timedelta(minutes=5))
    second = await bench.post("/things", key="k-1")
    assert second.json() != first.json()
    assert (await bench.post("/things", key="k-1")).json() == second.json(), "the new answer took the old one's place"
    await bench.age(KEPT_FOR + timedelta(minutes=5))
    store = PostgresOutbox(bench.urls.operations) if bench.urls else MongoOutbox(bench.unit.client, DATABASE)
    assert await store.prune_answers(before=datetime.now(UTC) - KEPT_FOR, most=1000) >= 1
    await store.close()
    assert await bench.kept() == []


async def test_what_is_kept_cannot_be_read_without_the_key(bench: Bench) -> None:
    key = str(uuid4())
    first = await bench.post("/things", {"name": "Tillvane-secret"}, key=key)
    (kept,) = await bench.kept()
    for word in ("Tillvane-secret", first.json()["id"], key, "content-type"):
        assert word.encode() not in kept


@pytest.mark.parametrize(("point", "effects"), [("before-commit", 0), ("after-commit", 1)])
async def test_a_process_that_is_killed_between_effect_and_answer(bench: Bench, point: str, effects: int) -> None:
    name, key = ("unit" if bench.urls else "mongo"), str(uuid4())
    program = [sys.executable, str(Path(__file__).with_name("app.py"))]
    process = await asyncio.create_subprocess_exec(
        *program, bench.url, str(bench.tenant), str(bench.user), key,
        env={**os.environ, "BRANDMON_FAILPOINTS": f"{name}.{point}=kill"}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    told, _ = await process.communicate()
    assert (process.returncode, told) == (-signal.SIGKILL, b"")
    assert await bench.effects() == effects
    give_up = asyncio.get_running_loop().time() + 75  # MongoDB ends a killed process's transaction in its own time
    while True:
        answer = await bench.post("/things", {"name": "killed"}, key=key)
        if answer.status_code == 201 or asyncio.get_running_loop().time() > give_up:
            break
        assert problem(answer) == (409, "idempotency-key-in-use")
        await asyncio.sleep(0.5)
    assert answer.json()["name"] == "killed"
    assert (answer.headers.get("idempotency-replayed"), await bench.effects()) == (("true" if effects else None), 1)


async def test_another_tenants_answers_do_not_show(urls: DatabaseUrls) -> None:
    engine = create_async_engine(urls.app)
    async with engine.begin() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM first_answers"))).scalar_one() == 0
    await engine.dispose()
