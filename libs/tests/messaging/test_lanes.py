"""Work on one partition: order, offsets without gaps, bytes, and the end of it."""

import asyncio
from collections.abc import Sequence

import pytest

from common.messaging.envelope import LogRecord, Record
from common.messaging.outcomes import DeadLetterLimit
from common.messaging.runtime.lanes import BatchWork, KeyedWork
from common.messaging.runtime.limits import Limits, Rejections
from common.messaging.runtime.recent import Recent

pytestmark = pytest.mark.pure


def record(offset: int, key: bytes = b"k", event: bytes | None = None) -> Record:
    headers = () if event is None else (("content-type", b"x"), ("ce_id", event))
    return Record("t", 0, offset, key, b"12345", headers)


class Desk:
    """Processes when it is let; keeps what came and what failed."""

    def __init__(self) -> None:
        self.seen: list[list[int]] = []
        self.failures: list[BaseException] = []
        self.open = asyncio.Event()
        self.open.set()

    async def process(self, records: Sequence[LogRecord]) -> None:
        await self.open.wait()
        self.seen.append([each.offset for each in records])


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_batches_that_wait_are_taken_together_and_the_position_follows() -> None:
    desk = Desk()
    work = BatchWork(desk.process, desk.failures.append)
    assert work.position is None
    desk.open.clear()
    work.offer([record(0), record(1)])
    await settled()
    work.offer([record(2)])
    work.offer([record(5)])
    assert (work.backlog, work.bytes_held) == (4, 20)
    desk.open.set()
    await settled()
    assert desk.seen == [[0, 1], [2, 5]]
    assert (work.position, work.backlog, work.bytes_held) == (6, 0, 0)


async def test_a_batch_that_fails_keeps_its_position_and_ends_the_work() -> None:
    desk = Desk()

    async def fail(_: Sequence[LogRecord]) -> None:
        raise ConnectionError("away")

    work = BatchWork(fail, desk.failures.append)
    work.offer([record(0)])
    await settled()
    work.offer([record(1)])
    await settled()
    assert work.position is None
    assert [type(each) for each in desk.failures] == [ConnectionError]


async def test_a_key_is_worked_off_in_order_and_the_position_has_no_gap() -> None:
    desk = Desk()
    slow = asyncio.Event()

    async def process(records: Sequence[LogRecord]) -> None:
        if records[0].key == b"slow":
            await slow.wait()
        await desk.process(records)

    work = KeyedWork(process, desk.failures.append)
    work.offer([record(0, b"slow"), record(1, b"a"), record(2, b"slow"), record(3, b"a")])
    await settled()
    assert desk.seen == [[1], [3]]
    assert (work.position, work.backlog, work.bytes_held) == (0, 2, 10)
    slow.set()
    await settled()
    assert desk.seen == [[1], [3], [0], [2]]
    assert (work.position, work.backlog, work.bytes_held) == (4, 0, 0)


@pytest.mark.parametrize("kind", [BatchWork, KeyedWork])
async def test_extra_work_takes_its_turn_before_what_is_offered_later(kind: type[BatchWork | KeyedWork]) -> None:
    desk, order = Desk(), []
    work = kind(desk.process, desk.failures.append)
    desk.open.clear()
    work.offer([record(0)])
    await settled()

    async def replay() -> None:
        order.append(list(desk.seen))

    work.insert(b"k", replay)
    work.offer([record(1)])
    desk.open.set()
    await settled()
    assert order == [[[0]]]
    assert desk.seen == [[0], [1]]


async def test_finishing_takes_up_nothing_behind_what_was_begun() -> None:
    desk = Desk()
    work = KeyedWork(desk.process, desk.failures.append)
    desk.open.clear()
    work.offer([record(n, bytes([n % 2])) for n in range(6)])
    await settled()
    ending = asyncio.create_task(work.finish(1.0))
    await settled()
    desk.open.set()
    await ending
    assert sorted(each for batch in desk.seen for each in batch) == [0, 1]
    assert work.position == 2


async def test_what_waits_of_one_key_is_taken_together_up_to_a_bound() -> None:
    desk = Desk()
    work = KeyedWork(desk.process, desk.failures.append, most=3)
    desk.open.clear()
    work.offer([record(n, b"ab"[n % 2 : n % 2 + 1]) for n in range(10)])
    await settled()
    desk.open.set()
    await settled()
    assert sorted(desk.seen) == [[0, 2, 4], [1, 3, 5], [6, 8], [7, 9]]
    assert (work.position, work.backlog, work.bytes_held) == (10, 0, 0)


async def test_extra_work_ends_what_is_taken_together() -> None:
    desk, order = Desk(), []
    work = KeyedWork(desk.process, desk.failures.append, most=9)
    desk.open.clear()
    work.offer([record(0)])
    await settled()

    async def replay() -> None:
        order.append(list(desk.seen))

    work.offer([record(1), record(2)])
    work.insert(b"k", replay)
    work.offer([record(3)])
    desk.open.set()
    await settled()
    assert desk.seen == [[0], [1, 2], [3]]
    assert order == [[[0], [1, 2]]]


async def test_finishing_ends_what_was_begun_together_and_keeps_the_rest() -> None:
    desk = Desk()
    work = KeyedWork(desk.process, desk.failures.append, most=2)
    desk.open.clear()
    work.offer([record(n) for n in range(5)])
    await settled()
    ending = asyncio.create_task(work.finish(1.0))
    await settled()
    desk.open.set()
    await ending
    assert desk.seen == [[0, 1]]
    assert work.position == 2


async def test_what_fails_together_stays_unfinished_together() -> None:
    failures: list[BaseException] = []

    async def fail(_: Sequence[LogRecord]) -> None:
        raise ConnectionError("away")

    work = KeyedWork(fail, failures.append, most=5)
    work.offer([record(0), record(1)])
    await settled()
    assert (work.position, work.backlog) == (0, 2)
    assert [type(each) for each in failures] == [ConnectionError]


# -- what came by lately ------------------------------------------------------------------------------------------


def test_a_repeated_id_is_left_out_only_once_it_was_dealt_with() -> None:
    recent = Recent()
    batch = [record(0, event=b"a"), record(1, event=b"b"), record(2, event=b"a"), record(3)]
    kept, ids = recent.fresh("h", batch)
    assert [each.offset for each in kept] == [0, 1, 3]
    assert [each.offset for each in recent.fresh("h", batch)[0]] == [0, 1, 3], "it broke off: it comes again"
    recent.remember("h", ids)
    assert [each.offset for each in recent.fresh("h", batch)[0]] == [3]
    assert [each.offset for each in recent.fresh("another", batch)[0]] == [0, 1, 3]


def test_ids_are_forgotten_in_two_generations() -> None:
    recent = Recent(most=2)
    for number in range(10):
        _, ids = recent.fresh("h", [record(number, event=b"%d" % number)])
        recent.remember("h", ids)
    assert not recent.fresh("h", [record(10, event=b"9")])[0]
    assert recent.fresh("h", [record(11, event=b"0")])[0]


# -- when rejections are too many ---------------------------------------------------------------------------------


def test_a_run_of_rejections_stops_and_a_success_begins_a_new_one() -> None:
    rejections = Rejections(Limits(rejected_in_a_row=3))
    for _ in range(5):
        rejections.note(handled=0, rejected=1)
        rejections.note(handled=0, rejected=1)
        rejections.note(handled=1, rejected=0)
    rejections.note(handled=0, rejected=1)
    rejections.note(handled=0, rejected=1)
    with pytest.raises(DeadLetterLimit, match="3 messages in a row"):
        rejections.note(handled=0, rejected=1, reason="no")


def test_a_ratio_of_rejections_stops_once_enough_was_counted() -> None:
    rejections = Rejections(Limits(rejected_in_a_row=1000, ratio_from=20, rejected_ratio=0.5))
    for _ in range(9):
        rejections.note(handled=1, rejected=0)
        rejections.note(handled=0, rejected=1)
    rejections.note(handled=0, rejected=1)
    with pytest.raises(DeadLetterLimit, match="11 of the last 20"):
        rejections.note(handled=0, rejected=1, reason="no")


def test_old_successes_do_not_hide_a_new_fault() -> None:
    rejections = Rejections(Limits(rejected_in_a_row=10_000, ratio_from=20, ratio_window=100))
    rejections.note(handled=1_000_000, rejected=0)
    with pytest.raises(DeadLetterLimit):
        for _ in range(120):
            rejections.note(handled=0, rejected=1)
