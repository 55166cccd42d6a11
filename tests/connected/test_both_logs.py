"""The consumer runtime on the log in memory and on the real broker: the same cases, so one stands for the other."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from common.contracts.simulator import ReserveQuota
from common.contracts.tenants import MemberJoined
from common.messaging.dead_letters.letter import Letter, original, read
from common.messaging.log import Partition
from common.messaging.outcomes import AlreadyHandled, DeadLetterLimit, NotReady, Rejected
from common.messaging.runtime.consumer import Consumer, Limits, on, on_batch
from common.primitives.ids import uuid7

from .spine import QUICK, SEALING, Bench, consume, row_of

pytestmark = pytest.mark.connected


def order(saga: UUID | None = None) -> ReserveQuota:
    """A command: its topic has one partition, so that order and backlog are those of one partition."""
    return ReserveQuota(tenant_id=uuid7(), saga_id=saga or uuid7(), step="reserve-quota", website_id=uuid7(), answers=3)


def joined() -> MemberJoined:
    tenant = uuid7()
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")


async def test_messages_of_every_partition_are_handled_and_committed(bench: Bench) -> None:
    seen: list[UUID] = []
    sent = [joined() for _ in range(20)]
    await bench.emit(*sent)

    async def handle(message: MemberJoined) -> None:
        seen.append(message.id)

    await consume(bench, on(MemberJoined, handle, name="handle"), until_true=lambda: len(seen) == 20)
    assert sorted(seen) == sorted(message.id for message in sent)
    assert await bench.handled() == 20
    late = joined()
    await bench.emit(late)
    await consume(bench, on(MemberJoined, handle, name="handle"), until_true=lambda: late.id in seen)
    assert len(seen) == 21, "a new member read again what was committed"


async def test_records_come_by_partitions_of_ours_and_not_of_the_driver(bench: Bench) -> None:
    async def ignore(_: frozenset[Partition]) -> None:
        pass

    log = bench.log()
    await log.start([MemberJoined.topic], bench.group, assigned=ignore, revoked=ignore)
    try:
        await bench.emit(joined())
        async with asyncio.timeout(60):
            while not (found := await log.fetch(most=10, wait_s=0.2)):
                pass
    finally:
        await log.stop()
    assert all(type(at) is Partition for at in found)


async def test_order_is_kept_per_key_while_other_keys_pass(bench: Bench) -> None:
    sagas, seen = [uuid7(), uuid7()], []
    sent = [order(sagas[number % 2]) for number in range(10)]
    await bench.emit(*sent)

    async def handle(message: ReserveQuota) -> None:
        if message.saga_id == sagas[0]:
            await asyncio.sleep(0.05)
        seen.append(message)

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=lambda: len(seen) == 10)
    for saga in sagas:
        assert [m.id for m in seen if m.saga_id == saga] == [m.id for m in sent if m.saga_id == saga]
    assert [m.saga_id for m in seen[-2:]] == [sagas[0]] * 2, "the quick key waited for the slow one"


async def test_a_fault_is_retried_in_place(bench: Bench) -> None:
    tries = []
    await bench.emit(order())

    async def handle(_: ReserveQuota) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionError("the database is away")

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=lambda: len(tries) == 3)
    assert await bench.handled() == 1


async def test_a_fault_that_stays_ends_the_consumer_and_its_message_comes_again(bench: Bench) -> None:
    seen: list[UUID] = []
    before, bad = order(), order()
    await bench.emit(before, bad)

    async def break_down(message: ReserveQuota) -> None:
        if message.id == bad.id:
            raise ConnectionError("the database is away")

    async def handle(message: ReserveQuota) -> None:
        seen.append(message.id)

    with pytest.raises(ConnectionError):
        await consume(bench, on(ReserveQuota, break_down, name="break_down"), until_true=lambda: False)
    assert await bench.handled() == 1
    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=lambda: bad.id in seen)
    assert seen == [bad.id]


async def test_a_rejected_message_is_laid_aside_as_it_was_and_the_next_is_handled(bench: Bench) -> None:
    seen: list[UUID] = []
    bad, good = order(), order()
    await bench.emit(bad, good)

    async def handle(message: ReserveQuota) -> None:
        if message.id == bad.id:
            raise Rejected("it breaks an invariant")
        seen.append(message.id)

    async def both_done() -> bool:
        return seen == [good.id] and len(await bench.letters()) == 1

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=both_done)
    (letter,) = await bench.letters()
    topic, key, body, headers = row_of(bad)
    back = original(letter, SEALING)
    assert (back.key, back.value, tuple(back.headers)) == (key, body, tuple(headers))
    said = read(letter)
    assert isinstance(said, Letter)
    assert (said.reason, said.event_id) == ("it breaks an invariant", str(bad.id))
    assert said.place[:3] == (f"{bench.group}/handle", topic, 0)
    assert str(bad.audit_id).encode() not in (letter.value or b""), "the body is readable"
    assert await bench.handled() == 2


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"not json \xff", {}, "body breaks the contract"),
        (b"", {}, "empty body"),
        (order().model_dump_json().encode(), {"ce_type": b"simulator.reserve-quota.v9"}, "is newer than"),
        (order().model_dump_json().encode(), {"ce_tenantid": str(uuid7()).encode()}, "contradicts the body"),
    ],
)
async def test_what_cannot_be_decoded_is_laid_aside(
    bench: Bench, body: bytes, headers: dict[str, bytes], reason: str
) -> None:
    await bench.append(ReserveQuota.topic, b"k", body, tuple(headers.items()))

    async def handle(_: ReserveQuota) -> None:
        raise AssertionError("must not be called")

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=bench.letters)
    (letter,) = await bench.letters()
    assert reason in (letter.header("dead_letter_reason") or "")
    assert original(letter, SEALING).value == body


async def test_what_is_not_ready_waits_without_holding_up_other_keys(bench: Bench) -> None:
    seen: list[UUID] = []
    early, other = order(), order()
    await bench.emit(early, other)

    async def handle(message: ReserveQuota) -> None:
        if message.id == early.id and not seen:
            raise NotReady("the organisation is not known yet")
        seen.append(message.id)

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=lambda: len(seen) == 2)
    assert seen == [other.id, early.id]


async def test_what_never_becomes_ready_is_rejected_in_the_end(bench: Bench) -> None:
    await bench.emit(order())

    async def handle(_: ReserveQuota) -> None:
        raise NotReady("nothing came", give_up_after=timedelta(milliseconds=30))

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=bench.letters)
    assert "gave up waiting" in ((await bench.letters())[0].header("dead_letter_reason") or "")


async def test_a_redelivery_counts_as_handled(bench: Bench) -> None:
    await bench.emit(order())

    async def handle(_: ReserveQuota) -> None:
        raise AlreadyHandled

    async def counted() -> bool:
        return await bench.handled() == 1

    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=counted)


async def test_too_many_rejections_in_a_row_stop_the_consumer_on_purpose(bench: Bench) -> None:
    await bench.emit(*(order() for _ in range(10)))

    async def handle(_: ReserveQuota) -> None:
        raise Rejected("always")

    with pytest.raises(DeadLetterLimit):
        await consume(
            bench, on(ReserveQuota, handle, name="handle"), until_true=lambda: False, limits=Limits(rejected_in_a_row=5)
        )


async def test_a_batch_handler_gets_lists_and_loses_nothing_beside_a_bad_one(bench: Bench) -> None:
    seen: set[UUID] = set()
    sizes: list[int] = []
    bad = order()
    await bench.emit(*(order() for _ in range(30)), bad)

    async def handle(messages: list[ReserveQuota]) -> None:
        sizes.append(len(messages))
        if any(message.id == bad.id for message in messages):
            raise Rejected("one is bad")
        seen.update(message.id for message in messages)

    await consume(bench, on_batch(ReserveQuota, handle, name="handle"), until_true=lambda: len(seen) == 30)
    assert max(sizes) > 1
    assert [letter.header("ce_id") for letter in await bench.letters()] == [str(bad.id)]


async def test_two_handlers_of_one_event_both_run(bench: Bench) -> None:
    first: list[UUID] = []
    second: list[UUID] = []
    await bench.emit(order())

    async def one(message: ReserveQuota) -> None:
        first.append(message.id)

    async def two(message: ReserveQuota) -> None:
        second.append(message.id)

    await consume(
        bench, on(ReserveQuota, one, name="one"), on(ReserveQuota, two, name="two"), until_true=lambda: first and second
    )
    assert first == second


async def test_a_clean_stop_commits_what_was_finished_and_nothing_is_handled_twice(bench: Bench) -> None:
    seen: list[UUID] = []
    begun = asyncio.Event()
    slow, quick = uuid7(), uuid7()
    await bench.emit(*(order(saga) for saga in (slow, slow, quick, slow, slow, quick, slow, slow, slow, slow)))

    async def handle(message: ReserveQuota) -> None:
        begun.set()
        await asyncio.sleep(0.05 if message.saga_id == slow else 0)
        seen.append(message.id)

    consumer = Consumer(bench.group, [on(ReserveQuota, handle, name="handle")], bench.log(), retry=QUICK)
    running = asyncio.create_task(consumer.run())
    await begun.wait()
    consumer.stop()
    await running
    assert 0 < len(seen) < 10
    await consume(bench, on(ReserveQuota, handle, name="handle"), until_true=lambda: len(set(seen)) == 10)
    assert len(seen) == 10, "a clean stop led to a redelivery"
    assert await bench.handled() == 10


async def test_a_full_backlog_pauses_its_partition_and_still_ends(bench: Bench) -> None:
    seen: list[UUID] = []
    await bench.emit(*(order() for _ in range(600)))

    async def handle(message: ReserveQuota) -> None:
        await asyncio.sleep(0.001)
        seen.append(message.id)

    await consume(
        bench,
        on(ReserveQuota, handle, name="handle"),
        until_true=lambda: len(seen) == 600,
        limits=Limits(backlog=4, side_by_side=4),
    )
    assert len(set(seen)) == 600
