"""Bounds of a consumer: what it holds, how long it waits, when rejections are too many to be the messages' fault."""

import asyncio
from collections import deque
from dataclasses import dataclass

from common.messaging.outcomes import DeadLetterLimit


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one consumer. ``backlog`` is records per partition; ``backlog_bytes`` is over all partitions."""

    backlog: int = 1000
    backlog_bytes: int = 32 * 1024 * 1024
    fetch_most: int = 5000
    side_by_side: int = 16
    rejected_in_a_row: int = 50
    rejected_ratio: float = 0.5
    ratio_window: int = 1000
    ratio_from: int = 200
    parked_letters: int = 100_000
    finish_within_s: float = 10.0
    stalled_after_s: float = 30.0
    commit_every_s: float = 0.1
    letters_every_s: float = 0.5
    watch_every_s: float = 2.0


class Rejections:
    """Counts rejections; ``DeadLetterLimit`` past a run length, or past a ratio among the last messages."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._in_a_row = 0
        self._window: deque[tuple[int, int]] = deque()
        self._handled = 0
        self._rejected = 0

    def note(self, *, handled: int, rejected: int, reason: str = "") -> None:
        """Count some messages; ``reason`` is the last rejection's."""
        self._in_a_row = 0 if handled else self._in_a_row + rejected
        self._window.append((handled, rejected))
        self._handled += handled
        self._rejected += rejected
        while len(self._window) > 1 and self._handled + self._rejected > self._limits.ratio_window:
            handled_then, rejected_then = self._window.popleft()
            self._handled -= handled_then
            self._rejected -= rejected_then
        if rejected:
            self._check(reason)

    def _check(self, reason: str) -> None:
        if self._in_a_row >= self._limits.rejected_in_a_row:
            raise DeadLetterLimit(f"{self._in_a_row} messages in a row were rejected, the last: {reason}")
        counted = self._handled + self._rejected
        if counted >= self._limits.ratio_from and self._rejected > self._limits.rejected_ratio * counted:
            raise DeadLetterLimit(f"{self._rejected} of the last {counted} messages were rejected, the last: {reason}")


class Slots:
    """How many messages are handled side by side. Where more wait than may run, tenants take turns.

    A tenant with a thousand messages waiting gets, beside one with five, every second slot that comes free until those
    five are through. Waiting of one tenant ends in the order in which it began.
    """

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    def of(self, tenant: str) -> "Slot":
        """A slot for work of ``tenant``, to be held with ``async with``, once or several times in turn."""
        return Slot(self, tenant)

    async def take(self, tenant: str) -> None:
        """Wait until it is this tenant's turn."""
        if self._free:
            self._free -= 1
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(tenant, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # it was this one's turn already: the next one's now
                self.give()
            raise

    def give(self) -> None:
        """Hand the slot on to the tenant whose turn it is, who then is the last; keep it where nobody waits."""
        while self._waiting:
            tenant = next(iter(self._waiting))
            queue = self._waiting.pop(tenant)
            first = queue.popleft()
            if queue:
                self._waiting[tenant] = queue
            if not first.done():  # who waited may have been cancelled
                first.set_result(None)
                return
        self._free += 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One tenant's turn; see ``Slots``."""

    slots: Slots
    tenant: str

    async def __aenter__(self) -> None:
        await self.slots.take(self.tenant)

    async def __aexit__(self, *_: object) -> None:
        self.slots.give()
