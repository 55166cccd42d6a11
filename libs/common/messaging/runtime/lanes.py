"""Work on one partition: what was offered and is not finished, its order, and the offset that may be committed."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Protocol

from common.messaging.envelope import LogRecord

Process = Callable[[Sequence[LogRecord]], Awaitable[None]]
Extra = Callable[[], Awaitable[None]]
"""Work that takes its turn among the records of a key, such as a replay of its dead letters."""
Failed = Callable[[BaseException], None]


class PartitionWork(Protocol):
    """One partition's work. ``position`` is the offset to commit, everything below it is finished; None: nothing yet.

    ``backlog`` and ``bytes_held`` count what was offered and is not finished.
    """

    @property
    def position(self) -> int | None: ...  # noqa: D102
    @property
    def backlog(self) -> int: ...  # noqa: D102
    @property
    def bytes_held(self) -> int: ...  # noqa: D102

    def offer(self, records: Sequence[LogRecord]) -> None:
        """Take records in offset order."""
        ...

    def insert(self, key: bytes, extra: Extra) -> None:
        """Do ``extra`` before whatever is offered for ``key`` after this, and beside nothing else of that key."""
        ...

    async def finish(self, within_s: float) -> None:
        """Take up nothing new; let what was begun end within ``within_s`` seconds, then cancel it."""
        ...


class BatchWork:
    """Everything that waits goes to ``process`` at once, in order: bookkeeping is per batch, not per record."""

    def __init__(self, process: Process, failed: Failed, *, enough: int = 500) -> None:
        self._process = process
        self._failed = failed
        self._enough = enough
        self._waiting: deque[tuple[Sequence[LogRecord], int]] = deque()
        self._extras: deque[Extra] = deque()
        self._task: asyncio.Task[None] | None = None
        self._ending = False
        self.position: int | None = None
        self.backlog = 0
        self.bytes_held = 0

    def offer(self, records: Sequence[LogRecord]) -> None:
        """See ``PartitionWork``."""
        size = _size(records)
        self._waiting.append((records, size))
        self.backlog += len(records)
        self.bytes_held += size
        self._start()

    def insert(self, key: bytes, extra: Extra) -> None:
        """See ``PartitionWork``; there is one order for the whole partition."""
        self._extras.append(extra)
        self._start()

    def _start(self) -> None:
        if self._task is None and not self._ending:
            self._task = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while not self._ending:
                if self._extras:
                    await self._extras[0]()
                    self._extras.popleft()
                elif self._waiting:
                    await self._next_batch()
                else:
                    return
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - handed to the consumer, which ends the process with it
            self._ending = True
            self._failed(error)
        finally:
            self._task = None

    async def _next_batch(self) -> None:
        taken: list[Sequence[LogRecord]] = []
        count = size = 0
        for records, held in self._waiting:
            if count >= self._enough:
                break  # small ones are put together; a large one is not copied
            taken.append(records)
            count += len(records)
            size += held
        batch = taken[0] if len(taken) == 1 else [record for records in taken for record in records]
        await self._process(batch)
        for _ in taken:
            self._waiting.popleft()
        self.position = batch[-1].offset + 1
        self.backlog -= count
        self.bytes_held -= size

    async def finish(self, within_s: float) -> None:
        """See ``PartitionWork``."""
        self._ending = True
        if self._task is not None:
            _, late = await asyncio.wait([self._task], timeout=within_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


def _size(records: Sequence[LogRecord]) -> int:
    """Bytes of the bodies; of many records an estimate from every sixteenth, good enough to hold back by."""
    step = 1 if len(records) < 256 else 16
    return sum([len(record.value or b"") for record in records[::step]]) * step


class KeyedWork:
    """In order per key, up to ``most`` records of one at a time; different keys side by side.

    A slow key holds nobody up but the commit.
    """

    def __init__(self, process: Process, failed: Failed, *, most: int = 1) -> None:
        self._process = process
        self._failed = failed
        self._most = most
        self._lanes: dict[bytes, deque[LogRecord | Extra]] = defaultdict(deque)
        self._begun: dict[bytes, int] = {}
        self._tasks: dict[bytes, asyncio.Task[None]] = {}
        self._unfinished: dict[int, None] = {}
        self._highest_finished = -1
        self._next: int | None = None
        self.bytes_held = 0

    @property
    def backlog(self) -> int:
        """See ``PartitionWork``."""
        return len(self._unfinished)

    @property
    def position(self) -> int | None:
        """See ``PartitionWork``."""
        return next(iter(self._unfinished), self._next)

    def offer(self, records: Sequence[LogRecord]) -> None:
        """See ``PartitionWork``."""
        for record in records:
            self._unfinished[record.offset] = None
            self._next = record.offset + 1
            self.bytes_held += len(record.value or b"")
            self._lanes[record.key or b""].append(record)
        self._start()

    def insert(self, key: bytes, extra: Extra) -> None:
        """See ``PartitionWork``."""
        self._lanes[key].append(extra)
        self._start()

    def _start(self) -> None:
        for lane in self._lanes.keys() - self._tasks.keys():
            self._tasks[lane] = asyncio.create_task(self._drain(lane))

    async def _drain(self, lane: bytes) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting:
                if callable(waiting[0]):
                    await waiting[0]()
                    waiting.popleft()
                else:
                    await self._next_records(lane, waiting)
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - handed to the consumer, which ends the process with it
            self._failed(error)
        finally:
            del self._tasks[lane]
            self._begun.pop(lane, None)
            if not waiting:
                self._lanes.pop(lane, None)

    async def _next_records(self, lane: bytes, waiting: "deque[LogRecord | Extra]") -> None:
        records: list[LogRecord] = []
        for item in islice(waiting, self._most):
            if callable(item):
                break
            records.append(item)
        self._begun[lane] = len(records)
        await self._process(records)
        self._begun[lane] = 0
        for record in records:
            waiting.popleft()
            self._done(record)

    def _done(self, record: LogRecord) -> None:
        self._unfinished.pop(record.offset, None)
        self._highest_finished = max(self._highest_finished, record.offset)
        self.bytes_held -= len(record.value or b"")

    async def finish(self, within_s: float) -> None:
        """See ``PartitionWork``.

        What lies before a begun record is still worked off: only a position without gaps can be committed, and
        whatever is finished behind a gap would be handled again by the next owner.
        """
        begun = {lane: max(1, self._begun.get(lane, 0)) for lane, waiting in self._lanes.items() if waiting}
        heads = [self._lanes[lane][count - 1] for lane, count in begun.items()]
        last = max((head.offset for head in heads if not callable(head)), default=-1)
        last = max(last, self._highest_finished)
        for lane, count in begun.items():
            waiting = self._lanes[lane]
            while len(waiting) > count and (callable(waiting[-1]) or waiting[-1].offset > last):
                waiting.pop()  # stays unfinished, so it is not committed and will be read again
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks.values()), timeout=within_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
