"""Mails as work beside the API: opened, written, carried away, and forgotten."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import timedelta

from auth.mails import store
from auth.mails.postmen import Parcel, Postman, Undelivered
from auth.mails.rules import written
from auth.mails.sealing import Sealing, UnreadableError
from common.jobs import Job, Lane, LeaseLost, Terms, Worker, doubling
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.stores.postgres import Database

_log = log("mails")
MOST_ATTEMPTS = 9
"""With pauses from 5 s, each twice the one before, up to 15 minutes: about half an hour, within the life of a code."""
_PAUSES = doubling(timedelta(minutes=15), first=timedelta(seconds=5))
_KEPT = timedelta(days=7)
_TIDY_EVERY_S = 3600.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One mail as a job: a fault that may pass has it tried again, another one ends it with a reason."""

    database: Database
    sealing: Sealing
    postman: Postman
    clock: Clock
    links: str | None = None

    def worker(self) -> Worker:
        """Carries mails away, four at once."""
        lane = Lane(store.LANE, self.do, self.give_up, at_once=4, most_attempts=MOST_ATTEMPTS, pause=_PAUSES)
        return Worker(store.mail_queue(self.database), [lane], self.clock, Terms(timedelta(seconds=60)))

    async def do(self, job: Job) -> None:
        """Carry one mail away."""
        try:
            letter = self.sealing.unseal(job.id, job.row["sealed"])
        except UnreadableError:
            await self._end(job, store.GIVEN_UP, "unreadable")
            return
        if letter.useful_until is not None and self.clock.now() >= letter.useful_until:
            await self._end(job, store.GIVEN_UP, "too-late")
            return
        try:
            await self.postman.carry(Parcel(job.id, letter.kind, letter.recipient, written(letter, self.links)))
        except Undelivered as outcome:
            _log.warning("a mail did not leave", mail=str(job.id), reason=outcome.reason, final=outcome.final)
            await self._again_or_never(job, outcome)
            return
        await self._end(job, store.SENT, None)

    async def give_up(self, job: Job) -> None:
        """End a mail that was begun often and never ended."""
        await self._end(job, store.GIVEN_UP, f"begun {job.attempts - 1} times, and never ended")

    async def tidy(self, stopping: asyncio.Event) -> None:
        """Delete what is on record of mails of long ago, now and then, until ``stopping``."""
        while not stopping.is_set():
            async with self.database.system() as conn:
                await store.forget_ended(conn, self.clock.now(), _KEPT)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), _TIDY_EVERY_S)

    async def _again_or_never(self, job: Job, outcome: Undelivered) -> None:
        if outcome.final or job.attempts >= MOST_ATTEMPTS:
            await self._end(job, store.GIVEN_UP, outcome.reason)
            return
        later = self.clock.now() + _PAUSES(job.attempts)
        async with self.database.system() as conn:
            if not await store.mail_queue(self.database).postpone(conn, job, later, {"reason": outcome.reason}):
                raise LeaseLost

    async def _end(self, job: Job, status: str, reason: str | None) -> None:
        ending = {"status": status, "reason": reason, "sealed": None, "ended_at": self.clock.now()}
        async with self.database.system() as conn:
            if not await store.mail_queue(self.database).finish(conn, job, ending):
                raise LeaseLost
