"""What a job is, and under which terms the jobs of a lane are done. Nothing here does I/O."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID


class JobsUnavailable(Exception):  # noqa: N818 - an outcome that the worker's loop handles
    """The store that keeps the jobs does not answer; the text is the kind of fault."""


class LeaseLost(Exception):  # noqa: N818 - not a fault: the job was dropped, or another worker has it
    """Raised by work that found out, where it wrote, that the job is not its own any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job. ``attempts`` counts how often it was taken, this time included, since it last got anywhere.

    ``token`` is this lease's. ``tenant_id`` is None in a queue of no tenant's work. ``row`` is what the queue keeps
    beside the lease, as it was when the job was taken.
    """

    id: UUID
    tenant_id: UUID | None
    lane: str
    token: UUID
    attempts: int
    traceparent: str | None = None
    row: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def tenant(self) -> UUID:
        """The tenant whose job it is; for queues whose every job has one."""
        assert self.tenant_id is not None, "a queue of tenants' work was asked"
        return self.tenant_id


@dataclass(frozen=True, slots=True)
class States:
    """The statuses of a queue whose jobs stay on record after their end: not begun, and begun. All others are ends."""

    waiting: str
    running: str


Do = Callable[[Job], Awaitable[datetime | None]]
"""Does a job and ends (or postpones) it in the transaction of its effect; until when its lane is to rest, if at all."""
GiveUp = Callable[[Job], Awaitable[None]]
"""Ends a job that never came to an end, with a reason, in a transaction as ``Do`` does."""
Pause = Callable[[int], timedelta]
"""How long a job waits after a fault; given how often it was taken."""


def doubling(longest: timedelta, first: timedelta = timedelta(seconds=2)) -> Pause:
    """Pauses of ``first``, twice that, and so on up to ``longest``."""

    def pause(attempts: int) -> timedelta:
        return min(longest, first * 2.0 ** min(attempts - 1, 30))

    return pause


_USUAL_PAUSES = doubling(timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Lane:
    """How the jobs of one lane are done: ``at_once`` of them side by side in one worker, ``of_a_tenant`` of one tenant.

    Where jobs take long, a tenant is given less than the whole lane: whoever comes next would wait for them to end.
    ``stops_when_lost``: work under way is cancelled when its lease turns out to be another's. Where what was begun has
    to be accounted for (a paid answer), it goes on to its end, where it finds out.
    """

    name: str
    do: Do
    give_up: GiveUp
    at_once: int = 1
    most_attempts: int = 6
    pause: Pause = _USUAL_PAUSES
    stops_when_lost: bool = True
    of_a_tenant: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worker keeps its leases (they are prolonged three times in ``lease``), looks for work, and ends."""

    lease: timedelta
    poll_s: float = 0.2
    finish_within_s: float = 5.0
