"""The work of one partition: in order per key, keys side by side, committed up to the first unfinished offset."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence

from common.messaging.envelope import Record

Process = Callable[[Sequence[Record]], Awaitable[None]]


class PartitionWork:
    """Records of one partition on their way through ``process``.

    ``whole_batches``: all waiting records go to ``process`` at once (projections that write in bulk); otherwise one
    at a time per key. ``failed`` gets the exception that ``process`` let through: the consumer must then stop.
    """

    def __init__(self, process: Process, failed: Callable[[BaseException], None], *, whole_batches: bool) -> None:
        self._process = process
        self._failed = failed
        self._whole_batches = whole_batches
        self._lanes: dict[bytes, deque[Record]] = defaultdict(deque)
        self._tasks: dict[bytes, asyncio.Task[None]] = {}
        self._unfinished: dict[int, None] = {}
        self._highest_finished = -1
        self._next = 0

    @property
    def backlog(self) -> int:
        """Records that were offered and are not finished."""
        return len(self._unfinished)

    @property
    def bytes_held(self) -> int:
        """Bytes of the records that wait."""
        return sum(len(record.value or b"") for lane in self._lanes.values() for record in lane)

    @property
    def position(self) -> int:
        """The offset to commit: everything below it is finished."""
        return next(iter(self._unfinished), self._next)

    def offer(self, records: Sequence[Record]) -> None:
        """Take records in offset order."""
        for record in records:
            self._unfinished[record.offset] = None
            self._next = record.offset + 1
            lane = b"" if self._whole_batches else record.key or b""
            self._lanes[lane].append(record)
        for lane in tuple(self._lanes):
            if lane not in self._tasks:
                self._tasks[lane] = asyncio.create_task(self._drain(lane))

    async def _drain(self, lane: bytes) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting:
                batch = list(waiting) if self._whole_batches else [waiting[0]]
                await self._process(batch)
                for record in batch:
                    waiting.popleft()
                    self._unfinished.pop(record.offset, None)
                    self._highest_finished = max(self._highest_finished, record.offset)
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - handed to the consumer, which ends the process with it
            self._failed(error)
        finally:
            del self._tasks[lane]
            if not waiting:
                self._lanes.pop(lane, None)

    async def finish(self, within_s: float) -> None:
        """Take up nothing behind what was begun; let the rest end within ``within_s`` seconds, then cancel it.

        What lies before a begun record is still worked off: only a position without gaps can be committed, and
        whatever is finished behind a gap would be handled again by the next owner.
        """
        last = max((waiting[0].offset for waiting in self._lanes.values() if waiting), default=self._highest_finished)
        last = max(last, self._highest_finished)
        for waiting in self._lanes.values():
            while len(waiting) > 1 and waiting[-1].offset > last and not self._whole_batches:
                waiting.pop()  # stays unfinished, so it is not committed and will be read again
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks.values()), timeout=within_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
