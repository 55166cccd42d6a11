"""Time is a parameter: production reads the system's clock, tests move a manual one."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time in UTC."""

    def now(self) -> datetime:
        """The present moment, with zone UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, with zone UTC."""
        return datetime.now(UTC)


@dataclass
class ManualClock:
    """A clock that stands still until it is moved."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    def now(self) -> datetime:
        """The moment it was last set to."""
        return self.moment

    def advance(self, by: timedelta) -> None:
        """Move forward by ``by``."""
        self.moment += by


async def rest(stopping: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until ``stopping``: what a loop does between two turns."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
