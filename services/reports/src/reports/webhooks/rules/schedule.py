"""When a delivery is tried again, and when an address is left alone: the schedule that Standard Webhooks advises."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Status = Literal["waiting", "delivered", "failed"]
GONE = 410
PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""Between one try and the next; ten tries in some three days."""
JITTER = 0.2
"""Pauses differ by up to so much, so that what failed together is not tried again together."""
LONGEST = timedelta(hours=24)
"""A receiver that asks for more is not waited for any longer."""
DISABLED_AFTER = timedelta(days=5)
"""An address that took nothing for so long is told of nothing more."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one try went. ``status`` is None where none came, ``reason`` (a slug) is None where it was taken."""

    status: int | None
    ms: int
    reason: str | None
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a try: ``due_at`` where it waits for another, ``disables`` why the address is left alone."""

    status: Status
    due_at: datetime | None = None
    disables: str | None = None


def consequence(
    attempt: Attempt, tries: int, now: datetime, *, failing_since: datetime | None, chance: float, once: bool = False
) -> Consequence:
    """What follows from the ``tries``-th try. ``chance``: 0 to 1, drawn by the caller; ``once``: it has no second."""
    if attempt.reason is None:
        return Consequence("delivered")
    if once:
        return Consequence("failed")
    if attempt.status == GONE:
        return Consequence("failed", disables="gone")
    if failing_since is not None and now - failing_since >= DISABLED_AFTER:
        return Consequence("failed", disables="failing")
    if tries > len(PAUSES):
        return Consequence("failed")
    pause = PAUSES[tries - 1] * (1 + JITTER * (2 * chance - 1))
    return Consequence("waiting", now + max(pause, min(attempt.retry_after or pause, LONGEST)))
