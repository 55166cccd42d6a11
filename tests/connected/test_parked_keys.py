"""A rejected message parks its key until an operator decides: on the log in memory and on the real broker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from common.contracts.simulator import ReserveQuota
from common.messaging.dead_letters.desk import Desk, NoSuchLetter
from common.messaging.dead_letters.letter import Letter
from common.messaging.outcomes import DeadLetterLimit, Rejected
from common.messaging.runtime.consumer import Consumer, Limits, Protection, Subscription, on, on_batch
from common.primitives.ids import uuid7

from .spine import QUICK, SEALING, Bench, consume, running, until

pytestmark = pytest.mark.connected
LIMITS = Limits(letters_every_s=0.05)


def order(saga: UUID) -> ReserveQuota:
    return ReserveQuota(tenant_id=uuid7(), saga_id=saga, step="reserve-quota", website_id=uuid7(), answers=3)


class Picky:
    """A handler that rejects what is on its list."""

    def __init__(self, *refused: UUID) -> None:
        self.refused = set(refused)
        self.reason = "it breaks an invariant"
        self.seen: list[UUID] = []

    async def one(self, message: ReserveQuota) -> None:
        if message.id in self.refused:
            raise Rejected(self.reason)
        self.seen.append(message.id)

    async def many(self, messages: list[ReserveQuota]) -> None:
        if self.refused & {message.id for message in messages}:
            raise Rejected(self.reason)
        self.seen += [message.id for message in messages]


@asynccontextmanager
async def desk_of(bench: Bench) -> AsyncIterator[Desk]:
    letters = bench.letter_log()
    try:
        yield Desk(letters, SEALING)
    finally:
        await letters.stop()


async def waiting(bench: Bench) -> list[Letter]:
    async with desk_of(bench) as desk:
        return [each for each in await desk.waiting() if each.place.handler.startswith(f"{bench.group}/")]


def consumer_of(bench: Bench, subscription: Subscription) -> Consumer:
    protection = Protection(sealing=SEALING)
    return Consumer(bench.group, [subscription], bench.log(), retry=QUICK, limits=LIMITS, protection=protection)


@pytest.mark.parametrize("shape", ["one", "many"])
async def test_later_messages_of_the_key_wait_behind_a_rejected_one_and_other_keys_flow(
    bench: Bench, shape: str
) -> None:
    saga, other = uuid7(), uuid7()
    bad, behind, free, last = order(saga), order(saga), order(other), order(saga)
    handler = Picky(bad.id)
    subscription = (
        on(ReserveQuota, handler.one, name="one")
        if shape == "one"
        else on_batch(ReserveQuota, handler.many, name="many")
    )
    await bench.emit(bad, behind, free, last)
    async with running(consumer_of(bench, subscription)):

        async def all_done() -> bool:
            return await bench.handled() == 4

        await until(all_done, "every offset is committed")
    assert handler.seen == [free.id]
    letters = await waiting(bench)
    assert [letter.event_id for letter in letters] == [str(each.id) for each in (bad, behind, last)]
    assert [letter.waits_behind for letter in letters] == [None, str(bad.id), str(bad.id)]


@pytest.mark.parametrize("shape", ["one", "many"])
async def test_a_replay_brings_everything_back_in_order_before_what_came_later(bench: Bench, shape: str) -> None:
    saga = uuid7()
    bad, behind, later = order(saga), order(saga), order(saga)
    handler = Picky(bad.id)
    subscription = (
        on(ReserveQuota, handler.one, name="one")
        if shape == "one"
        else on_batch(ReserveQuota, handler.many, name="many")
    )
    await bench.emit(bad, behind)
    async with running(consumer_of(bench, subscription)), desk_of(bench) as desk:

        async def both_wait() -> bool:
            return len(await waiting(bench)) == 2

        await until(both_wait, "both are laid aside")
        handler.refused.clear()
        first = (await waiting(bench))[0]
        assert len(await desk.replay(first.at)) == 2
        await bench.emit(later)
        await until(lambda: len(handler.seen) == 3, "all three are handled")
    assert handler.seen == [bad.id, behind.id, later.id]
    assert await waiting(bench) == []


async def test_what_is_rejected_again_stays_with_its_new_reason(bench: Bench) -> None:
    bad = order(uuid7())
    handler = Picky(bad.id)
    await bench.emit(bad)
    async with running(consumer_of(bench, on(ReserveQuota, handler.one, name="one"))), desk_of(bench) as desk:

        async def laid_aside() -> bool:
            return bool(await waiting(bench))

        await until(laid_aside, "it is laid aside")
        handler.reason = "still wrong"
        await desk.replay((await waiting(bench))[0].at)

        async def rejected_again() -> bool:
            return [letter.reason for letter in await waiting(bench)] == ["still wrong"]

        await until(rejected_again, "the new reason")
    assert handler.seen == []


async def test_dropping_a_letter_lets_those_behind_it_go_on(bench: Bench) -> None:
    saga = uuid7()
    bad, behind = order(saga), order(saga)
    handler = Picky(bad.id)
    await bench.emit(bad, behind)
    async with running(consumer_of(bench, on(ReserveQuota, handler.one, name="one"))), desk_of(bench) as desk:

        async def both_wait() -> bool:
            return len(await waiting(bench)) == 2

        await until(both_wait, "both are laid aside")
        await desk.drop((await waiting(bench))[0].at)
        await until(lambda: handler.seen == [behind.id], "the one behind is handled")
    assert await waiting(bench) == []


async def test_a_restarted_consumer_knows_what_is_parked(bench: Bench) -> None:
    saga = uuid7()
    bad, later = order(saga), order(saga)
    handler = Picky(bad.id)
    await bench.emit(bad)

    async def laid_aside() -> bool:
        return bool(await waiting(bench))

    await consume(bench, on(ReserveQuota, handler.one, name="one"), until_true=laid_aside)
    handler.refused.clear()
    await bench.emit(later)

    async def both() -> bool:
        return len(await waiting(bench)) == 2

    await consume(bench, on(ReserveQuota, handler.one, name="one"), until_true=both)
    assert handler.seen == []


async def test_a_message_without_a_key_parks_nothing(bench: Bench) -> None:
    handler = Picky()
    good = order(uuid7())
    await bench.append(ReserveQuota.topic, b"k", b"not json", ())
    await bench.emit(good)
    await consume(bench, on(ReserveQuota, handler.one, name="one"), until_true=lambda: handler.seen == [good.id])


async def test_letters_can_be_opened_and_what_does_not_wait_can_not_be_replayed(bench: Bench) -> None:
    bad = order(uuid7())

    async def laid_aside() -> bool:
        return bool(await waiting(bench))

    await bench.emit(bad)
    await consume(bench, on(ReserveQuota, Picky(bad.id).one, name="one"), until_true=laid_aside)
    (letter,) = await waiting(bench)
    async with desk_of(bench) as desk:
        shown, message = await desk.show(letter.at)
        assert (shown, message.value) == (letter, bad.model_dump_json().encode())
        await desk.drop(letter.at)
        with pytest.raises(NoSuchLetter):
            await desk.replay(letter.at)


async def test_too_many_waiting_letters_stop_the_consumer(bench: Bench) -> None:
    saga = uuid7()
    orders = [order(saga) for _ in range(5)]
    await bench.emit(*orders)
    limits = Limits(parked_letters=len(await everything(bench)) + 3)
    with pytest.raises(DeadLetterLimit, match="dead letters wait"):
        await consume(
            bench, on(ReserveQuota, Picky(orders[0].id).one, name="one"), until_true=lambda: False, limits=limits
        )


async def everything(bench: Bench) -> list[Letter]:
    async with desk_of(bench) as desk:
        return list(await desk.waiting())
