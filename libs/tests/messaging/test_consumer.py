"""The consumer runtime on a log in memory."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common.contracts.tenants import MemberJoined
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.outcomes import AlreadyHandled, DeadLetterLimit, NotReady, Rejected
from common.messaging.runtime.consumer import Consumer, Limits, Subscription, on, on_batch, on_key
from common.messaging.runtime.retry import Retry
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure
QUICK = Retry(failures=3, first_wait_s=0.001, longest_wait_s=0.005)


def joined(user: UUID | None = None) -> MemberJoined:
    tenant = uuid7()
    return MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=user or uuid7(), role="member")


async def consume(broker: MemoryBroker, *subscriptions: Subscription, until: Any, limits: Limits | None = None) -> None:
    """Run a consumer until ``until()`` is true, then stop it gracefully."""
    consumer = Consumer("auth", subscriptions, MemoryLog(broker), retry=QUICK, limits=limits)
    running = asyncio.create_task(consumer.run())
    for _ in range(500):
        if until() or running.done():
            break
        await asyncio.sleep(0.005)
    consumer.stop()
    await running
    assert until(), "the consumer never got there"


async def test_messages_are_handled_and_committed() -> None:
    broker, seen = MemoryBroker(), []
    for _ in range(20):
        broker.emit(joined())

    async def handle(message: MemberJoined) -> None:
        seen.append(message.id)

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: len(seen) == 20)
    assert sum(broker.committed.values()) == 20
    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: True)
    assert len(seen) == 20


async def test_order_is_kept_per_key_while_other_keys_pass() -> None:
    broker, users, seen = MemoryBroker(partitions_per_topic=1), [uuid7(), uuid7()], []
    sent = [joined(users[number % 2]) for number in range(10)]
    for message in sent:
        broker.emit(message)

    async def handle(message: MemberJoined) -> None:
        if message.user_id == users[0]:
            await asyncio.sleep(0.02)
        seen.append(message)

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: len(seen) == 10)
    for user in users:
        assert [m.id for m in seen if m.user_id == user] == [m.id for m in sent if m.user_id == user]
    assert seen[4].user_id == users[1], "the quick key waited for the slow one"


async def test_a_fault_is_retried_in_place() -> None:
    broker, tries = MemoryBroker(), []
    broker.emit(joined())

    async def handle(_: MemberJoined) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionError("the database is away")

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: len(tries) == 3)
    assert sum(broker.committed.values()) == 1


async def test_a_fault_that_stays_ends_the_consumer_and_commits_nothing_of_it() -> None:
    broker = MemoryBroker(partitions_per_topic=1)
    broker.emit(joined())

    async def handle(_: MemberJoined) -> None:
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        await Consumer("auth", [on(MemberJoined, handle, name="handle")], MemoryLog(broker), retry=QUICK).run()
    assert sum(broker.committed.values()) == 0


async def test_a_rejected_message_goes_to_the_dead_letters_with_its_reason_and_the_next_is_handled() -> None:
    broker, seen = MemoryBroker(partitions_per_topic=1), []
    bad, good = joined(), joined()
    broker.emit(bad)
    broker.emit(good)

    async def handle(message: MemberJoined) -> None:
        if message.id == bad.id:
            raise Rejected("it breaks an invariant")
        seen.append(message.id)

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: seen == [good.id])
    (letter,) = broker.on_topic("auth.dead-letters")
    assert letter.header("dead_letter_reason") == "it breaks an invariant"
    assert letter.header("dead_letter_topic") == "tenants.member-joined"
    assert letter.value is not None
    assert str(bad.user_id).encode() not in letter.value
    assert sum(n for (_, at), n in broker.committed.items() if at.topic == "tenants.member-joined") == 2


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"not json", {}, "body breaks the contract"),
        (b"", {}, "empty body"),
        (b"{}", {}, "body breaks the contract"),
        (joined().model_dump_json().encode(), {"ce_type": b"tenants.member-joined.v9"}, "is newer than"),
        (joined().model_dump_json().encode(), {"ce_tenantid": str(uuid7()).encode()}, "contradicts the body"),
    ],
)
async def test_what_cannot_be_decoded_is_laid_aside(body: bytes, headers: dict[str, bytes], reason: str) -> None:
    broker = MemoryBroker()
    broker.append("tenants.member-joined", b"k", body, tuple(headers.items()))

    async def handle(_: MemberJoined) -> None:
        raise AssertionError("must not be called")

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: broker.on_topic("auth.dead-letters"))
    assert reason in (broker.on_topic("auth.dead-letters")[0].header("dead_letter_reason") or "")


async def test_what_is_not_ready_waits_without_holding_up_other_keys() -> None:
    broker, seen, ready = MemoryBroker(partitions_per_topic=1), [], []
    early, other = joined(), joined()
    broker.emit(early)
    broker.emit(other)

    async def handle(message: MemberJoined) -> None:
        if message.id == early.id and not ready:
            raise NotReady("the organisation is not known yet")
        seen.append(message.id)
        ready.append(True)

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: len(seen) == 2)
    assert seen == [other.id, early.id]


async def test_what_never_becomes_ready_is_rejected_in_the_end() -> None:
    broker = MemoryBroker()
    broker.emit(joined())

    async def handle(_: MemberJoined) -> None:
        raise NotReady("nothing came", give_up_after=timedelta(milliseconds=30))

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: broker.on_topic("auth.dead-letters"))
    assert "gave up waiting" in (broker.on_topic("auth.dead-letters")[0].header("dead_letter_reason") or "")


async def test_a_redelivery_counts_as_handled() -> None:
    broker = MemoryBroker()
    broker.emit(joined())

    async def handle(_: MemberJoined) -> None:
        raise AlreadyHandled

    await consume(broker, on(MemberJoined, handle, name="handle"), until=lambda: sum(broker.committed.values()) == 1)


async def test_too_many_rejections_in_a_row_stop_the_consumer_on_purpose() -> None:
    broker = MemoryBroker()
    for _ in range(10):
        broker.emit(joined())

    async def handle(_: MemberJoined) -> None:
        raise Rejected("always")

    consumer = Consumer(
        "auth",
        [on(MemberJoined, handle, name="handle")],
        MemoryLog(broker),
        retry=QUICK,
        limits=Limits(rejected_in_a_row=5),
    )
    with pytest.raises(DeadLetterLimit):
        await consumer.run()


async def test_a_batch_handler_gets_lists_and_loses_nothing_beside_a_bad_one() -> None:
    broker, seen = MemoryBroker(partitions_per_topic=1), set()
    bad = joined()
    for message in [joined() for _ in range(30)] + [bad]:
        broker.emit(message)

    async def handle(messages: list[MemberJoined]) -> None:
        if any(message.id == bad.id for message in messages):
            raise Rejected("one is bad")
        seen.update(message.id for message in messages)

    await consume(broker, on_batch(MemberJoined, handle, name="handle"), until=lambda: len(seen) == 30)
    assert len(broker.on_topic("auth.dead-letters")) == 1


async def test_a_handler_by_key_gets_lists_of_one_key_in_order() -> None:
    broker, seen = MemoryBroker(partitions_per_topic=1), []
    users = [uuid7() for _ in range(3)]
    emitted = [joined(users[n % 3]) for n in range(30)]
    for message in emitted:
        broker.emit(message)

    async def handle(messages: Sequence[MemberJoined]) -> None:
        assert len({message.user_id for message in messages}) == 1
        assert len(messages) <= 4
        seen.extend(messages)

    await consume(broker, on_key(MemberJoined, handle, most=4, name="handle"), until=lambda: len(seen) == 30)
    for user in users:
        assert [each.id for each in seen if each.user_id == user] == [
            each.id for each in emitted if each.user_id == user
        ]


async def test_a_bad_message_among_those_of_its_key_parks_what_follows_and_no_other_key() -> None:
    broker, seen = MemoryBroker(partitions_per_topic=1), []
    one, other = uuid7(), uuid7()
    emitted = [joined(one), joined(one), joined(one), joined(other), joined(other)]
    for message in emitted:
        broker.emit(message)

    async def handle(messages: Sequence[MemberJoined]) -> None:
        if any(message.id == emitted[1].id for message in messages):
            raise Rejected("this one is bad")
        seen.extend(message.id for message in messages)

    await consume(broker, on_key(MemberJoined, handle, most=9, name="handle"), until=lambda: len(seen) == 3)
    assert set(seen) == {emitted[0].id, emitted[3].id, emitted[4].id}
    assert len(broker.on_topic("auth.dead-letters")) == 2, "the bad one, and the one that waits behind it"


async def test_two_handlers_of_one_event_both_run() -> None:
    broker, first, second = MemoryBroker(), [], []
    broker.emit(joined())

    async def one(message: MemberJoined) -> None:
        first.append(message.id)

    async def two(message: MemberJoined) -> None:
        second.append(message.id)

    await consume(
        broker, on(MemberJoined, one, name="one"), on(MemberJoined, two, name="two"), until=lambda: first and second
    )
    assert first == second


async def test_a_graceful_stop_commits_what_was_finished_and_leaves_the_rest_for_later() -> None:
    broker, seen, begun = MemoryBroker(partitions_per_topic=1), [], asyncio.Event()
    user = uuid7()
    for _ in range(5):
        broker.emit(joined(user))

    async def handle(message: MemberJoined) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        seen.append(message.id)

    consumer = Consumer("auth", [on(MemberJoined, handle, name="handle")], MemoryLog(broker), retry=QUICK)
    running = asyncio.create_task(consumer.run())
    await begun.wait()
    consumer.stop()
    await running
    assert len(seen) < 5
    assert sum(broker.committed.values()) == len(seen)


async def test_a_full_backlog_pauses_its_partition_and_still_ends() -> None:
    broker, seen = MemoryBroker(partitions_per_topic=1), []
    for _ in range(40):
        broker.emit(joined())

    async def handle(message: MemberJoined) -> None:
        await asyncio.sleep(0.001)
        seen.append(message.id)

    await consume(
        broker, on(MemberJoined, handle, name="handle"), until=lambda: len(seen) == 40, limits=Limits(backlog=4)
    )


async def _alive_after(handle: Any, *, messages: int, seconds: float = 0.1) -> bool:
    """Whether a consumer that stalls after 50 ms is alive after a while with ``messages`` to handle."""
    broker = MemoryBroker()
    for _ in range(messages):
        broker.emit(joined())
    limits = Limits(stalled_after_s=0.05, finish_within_s=0.05, watch_every_s=0.01)
    consumer = Consumer(
        "auth", [on(MemberJoined, handle, name="handle")], MemoryLog(broker), retry=QUICK, limits=limits
    )
    running = asyncio.create_task(consumer.run())
    await asyncio.sleep(seconds)
    alive = consumer.alive()
    consumer.stop()
    await running
    return alive


async def test_an_idle_consumer_is_alive() -> None:
    async def handle(_: MemberJoined) -> None: ...

    assert await _alive_after(handle, messages=0)


async def test_a_consumer_that_stands_still_before_a_message_is_not_alive() -> None:
    async def handle(_: MemberJoined) -> None:
        await asyncio.sleep(60)

    assert not await _alive_after(handle, messages=1)


async def test_a_consumer_that_waits_for_what_has_not_arrived_is_alive() -> None:
    async def handle(_: MemberJoined) -> None:
        raise NotReady("the organisation is not known yet")

    assert await _alive_after(handle, messages=1)
