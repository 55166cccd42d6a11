"""The store's side of a queue; ``PostgresJobs`` and ``MongoJobs`` keep it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Protocol, TypeVar
from uuid import UUID

from common.jobs.job import Job

Tx_contra = TypeVar("Tx_contra", contravariant=True)
Fields = Mapping[str, Any]
NOTHING: Fields = MappingProxyType({})
AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Jobs of a lane that are due and that nobody has; ``oldest`` says since when the first of them is due."""

    due: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """How a lane of one worker is shared: ``most`` jobs of one tenant (None: all), ``held`` jobs of each by now."""

    most: int | None = None
    held: Mapping[UUID, int] = field(default_factory=dict)


WHOLE = Share()


class Leases(Protocol):
    """What a worker needs. Every operation is a transaction of its own, reaches over tenants, and raises
    ``JobsUnavailable`` where the store does not answer."""

    @property
    def name(self) -> str:
        """The queue's name in metrics and logs."""
        ...

    async def claim(self, lane: str, most: int, now: datetime, lease: timedelta, share: Share = WHOLE) -> Sequence[Job]:
        """Lease up to ``most`` jobs of ``lane`` that are due, each under a new token.

        Tenants take turns: whoever has the fewest jobs under way in ``share`` comes first, and no one gets more than
        it allows. Of one tenant's jobs, and between tenants that have equally many, the one due longest comes first.
        """
        ...

    async def prolong(self, jobs: Iterable[Job], until: datetime) -> frozenset[UUID]:
        """Let leases last until ``until``; the tokens of those that still hold."""
        ...

    async def give_back(self, jobs: Iterable[Job], now: datetime, pause: timedelta = AT_ONCE) -> None:
        """Let others have jobs after a ``pause``, as far as their leases still hold; the old tokens are void."""
        ...

    async def backlog(self, now: datetime) -> Mapping[str, Backlog]:
        """What waits, by lane; a lane without a job that is due is left out."""
        ...


class JobStore(Leases, Protocol[Tx_contra]):
    """What owners of a queue need besides: each operation is part of the transaction ``tx``, of the job's tenant."""

    async def add(
        self, tx: Tx_contra, ids: Sequence[UUID], due_at: datetime, *, lane: str | None = None, fields: Fields = NOTHING
    ) -> None:
        """Queue work for the transaction's tenant, with ``fields`` beside it; what is there already stays as it is."""
        ...

    async def note(self, tx: Tx_contra, job: Job, fields: Fields) -> bool:
        """Write progress beside a job; False where the lease is lost, and its effect must not be made."""
        ...

    async def finish(self, tx: Tx_contra, job: Job, ending: Fields = NOTHING) -> bool:
        """Take a job off the queue; False where the lease is lost, and its effect must not be made.

        Where jobs stay on record, ``ending`` has the ``status`` that says how it ended, and what else is to be kept.
        """
        ...

    async def postpone(self, tx: Tx_contra, job: Job, due_at: datetime, fields: Fields = NOTHING) -> bool:
        """Put a job back for ``due_at``, as one that was not begun; False where the lease is lost."""
        ...

    async def drop(self, tx: Tx_contra, which: Fields, *, begun_too: bool = True, ending: Fields = NOTHING) -> int:
        """Take the transaction's tenant's jobs whose fields are ``which`` off the queue; how many those were.

        A job counts as begun from its first lease until it is postponed; one that was given back was begun.
        """
        ...


def ended(ending: Fields) -> Fields:
    """``ending`` of a job that stays on record; raises ``ValueError`` where it does not say how the job ended."""
    if "status" not in ending:
        raise ValueError("jobs of this queue stay on record: a status says how each ended")
    return ending
