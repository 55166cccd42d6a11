"""A member that was frozen while its partition went on makes no effect: PostgreSQL and MongoDB, the real engines."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, Protocol

import pytest
from sqlalchemy import func, insert, select

from common.contracts.message import Message
from common.contracts.tenants import MemberJoined
from common.messaging.fence import CLAIM, Claim
from common.messaging.log import Partition
from common.messaging.outcomes import AlreadyHandled, Fenced
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork

from ..spine import effects, until

pytestmark = pytest.mark.connected


class Store(Protocol):
    async def claim(self, group: str, partition: Partition) -> Claim: ...
    async def keep_positions(self, positions: dict[Claim, int]) -> None: ...
    def once(self, message: Message) -> AbstractAsyncContextManager[Any]: ...


@pytest.fixture(params=["postgres", "mongo"])
def store(request: pytest.FixtureRequest, unit: UnitOfWork, mongo: MongoUnit) -> Store:
    return unit if request.param == "postgres" else mongo  # type: ignore[return-value]


@pytest.fixture
async def partition() -> AsyncIterator[Partition]:
    yield Partition(f"tenants.t{uuid7().hex}", 0)


def joined() -> MemberJoined:
    tenant = uuid7()
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")


async def keep(tx: Any, message: Message) -> None:
    if hasattr(tx, "execute"):
        row = {"tenant_id": tx.tenant_id, "id": uuid7(), "message_id": message.id, "made_by": "test"}
        await tx.execute(insert(effects).values(row))
    else:
        await tx.db["effects"].insert_one({"_id": str(uuid7()), "message_id": str(message.id)}, session=tx.session)


async def made(store: Any, message: Message) -> int:
    if isinstance(store, UnitOfWork):
        async with store.begin(message.tenant_id) as tx:
            query = select(func.count()).select_from(effects).where(effects.c.message_id == message.id)
            return int((await tx.execute(query)).scalar_one())
    return int(await store.db["effects"].count_documents({"message_id": str(message.id)}))


async def effect(store: Store, claim: Claim, message: Message, *, wait_for: asyncio.Event | None = None) -> None:
    token = CLAIM.set(claim)
    try:
        async with store.once(message) as tx:
            await keep(tx, message)
            if wait_for is not None:
                await wait_for.wait()
    finally:
        CLAIM.reset(token)


async def test_an_effect_is_made_once_under_the_claim_that_holds(store: Store, partition: Partition) -> None:
    claim, message = await store.claim("tenants", partition), joined()
    await effect(store, claim, message)
    with pytest.raises(AlreadyHandled):
        await effect(store, claim, message)
    assert await made(store, message) == 1


async def test_an_older_claim_makes_no_effect_and_the_newer_one_does(store: Store, partition: Partition) -> None:
    frozen, message = await store.claim("tenants", partition), joined()
    owner = await store.claim("tenants", partition)
    with pytest.raises(Fenced):
        await effect(store, frozen, message)
    assert await made(store, message) == 0
    await effect(store, owner, message)
    assert await made(store, message) == 1


async def test_an_older_claim_makes_none_of_several_effects(unit: UnitOfWork, partition: Partition) -> None:
    frozen, tenant = await unit.claim("tenants", partition), uuid7()
    messages = [MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member") for _ in "abc"]
    owner = await unit.claim("tenants", partition)
    for claim, fails in ((frozen, Fenced), (owner, None), (owner, AlreadyHandled)):
        token = CLAIM.set(claim)
        with pytest.raises(fails) if fails else nullcontext():
            async with unit.once_each(messages) as (tx, fresh):
                assert list(fresh) == messages
                for message in fresh:
                    await keep(tx, message)
        CLAIM.reset(token)
    assert [await made(unit, message) for message in messages] == [1, 1, 1]


async def test_a_new_claim_waits_for_what_was_begun_under_the_old_one(store: Store, partition: Partition) -> None:
    old, message, go_on = await store.claim("tenants", partition), joined(), asyncio.Event()
    beginning = asyncio.create_task(effect(store, old, message, wait_for=go_on))
    await asyncio.sleep(0.3)
    claiming = asyncio.create_task(store.claim("tenants", partition))
    await asyncio.sleep(0.3)
    assert not claiming.done(), "the new owner would begin beside the old one"
    go_on.set()
    await beginning
    new = await claiming
    assert await made(store, message) == 1
    with pytest.raises(AlreadyHandled):
        await effect(store, new, message)


async def test_a_frozen_transaction_does_not_hold_up_the_new_owner_for_ever(
    unit: UnitOfWork, partition: Partition
) -> None:
    old, message, never = await unit.claim("tenants", partition), joined(), asyncio.Event()
    frozen = asyncio.create_task(effect(unit, old, message, wait_for=never))  # type: ignore[arg-type]
    await asyncio.sleep(0.3)
    new = await asyncio.wait_for(unit.claim("tenants", partition), 20)
    never.set()
    with pytest.raises(Exception, match=r"terminat|closed"):
        await frozen
    assert await made(unit, message) == 0
    await effect(unit, new, message)  # type: ignore[arg-type]
    assert await made(unit, message) == 1


async def test_effects_under_one_claim_run_side_by_side(unit: UnitOfWork, partition: Partition) -> None:
    claim, go_on, messages = await unit.claim("tenants", partition), asyncio.Event(), [joined() for _ in range(4)]
    running = [asyncio.create_task(effect(unit, claim, each, wait_for=go_on)) for each in messages]  # type: ignore[arg-type]

    async def all_inside() -> bool:
        async with unit.system() as conn:
            query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted"
            return int((await conn.exec_driver_sql(query)).scalar_one()) >= len(messages)

    await until(all_inside, "all four hold the lock together")
    go_on.set()
    await asyncio.gather(*running)


async def test_how_far_a_group_has_come_is_known_to_the_next_owner(store: Store, partition: Partition) -> None:
    first = await store.claim("tenants", partition)
    assert first.position is None
    await store.keep_positions({first: 41})
    second = await store.claim("tenants", partition)
    assert second.position == 41
    await store.keep_positions({first: 99})
    assert (await store.claim("tenants", partition)).position == 41, "an old owner moved the position"
