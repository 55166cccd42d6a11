"""The one consumer runtime: fetch, hold back, hand over, commit after the effect, let go of partitions in order.

``subscriptions`` (what handlers want), ``lanes`` (order and offsets of a partition), ``handling`` (decode, call,
outcomes), ``dead_letters`` (what was rejected), ``ownership`` (taking partitions up), ``progress`` (liveness).
"""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from common.contracts.registry import dead_letter_topic
from common.messaging.dead_letters.letter import Parked
from common.messaging.dead_letters.parking import ParkingLot
from common.messaging.envelope import LogRecord
from common.messaging.log import Log, LogUnavailable, Partition, PositionsLost
from common.messaging.outcomes import Fenced
from common.messaging.runtime import metrics
from common.messaging.runtime.handling import Handling, Means
from common.messaging.runtime.in_flight import InFlight
from common.messaging.runtime.lanes import BatchWork, KeyedWork, PartitionWork
from common.messaging.runtime.limits import Limits, Slots
from common.messaging.runtime.ownership import Ownership, Protection
from common.messaging.runtime.progress import Progress
from common.messaging.runtime.retry import Retry
from common.messaging.subscriptions import Subscription, on, on_batch, on_key, on_raw_batch
from common.process.failpoints import failpoint
from common.process.telemetry import log

__all__ = ["Consumer", "Limits", "Protection", "Subscription", "on", "on_batch", "on_key", "on_raw_batch"]

_log = log("consumer")


class Silent(Exception):  # noqa: N818 - a stop on purpose
    """The log has records for this member, and gives out none: a new connection is needed."""


class Consumer:
    """A member of the group ``name`` that runs ``subscriptions`` until it is stopped or a handler cannot go on.

    ``name`` begins with the service's name, whose dead letters it shares.
    """

    def __init__(
        self, name: str, subscriptions: Sequence[Subscription], log: Log, *, retry: Retry | None = None,
        limits: Limits | None = None, protection: Protection | None = None,
    ) -> None:  # fmt: skip
        self.name = name
        self._log = log
        self._limits = limits or Limits()
        self._progress = Progress(name, self._limits.stalled_after_s)
        self._retry = retry or Retry()
        protection = protection or Protection()
        letters = log.letters(dead_letter_topic(name.split("-", 1)[0]))
        self._lot = ParkingLot(name, letters, protection.sealing, most=self._limits.parked_letters)
        self._in_flight = InFlight(protection.state_dir / f"{name}.in-flight" if protection.state_dir else None)
        means = Means(self._lot, self._retry, self._limits, self._progress, self._in_flight)
        self._handling = Handling(name, subscriptions, means)
        self._ownership = Ownership(name, log, protection)
        self._work: dict[Partition, PartitionWork] = {}
        self._fresh: set[Partition] = set()
        self._assignment = 0
        self._paused: set[Partition] = set()
        self._replaying: set[Parked] = set()
        self._committed_at = 0.0
        self._committed: dict[Partition, int] = {}
        self._failure: BaseException | None = None
        self._stopping = asyncio.Event()

    # -- life ---------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Ask for a graceful end: what is in flight is finished and committed, then the group is left."""
        self._in_flight.close()  # whoever is killed for taking long over it did not die of a message
        self._stopping.set()

    def alive(self) -> bool:
        """False where messages wait and none was finished for a while; an idle consumer is alive."""
        return self._progress.alive

    async def run(self) -> None:
        """Consume until ``stop``; raises what a handler could not get over, after committing what was finished."""
        await self._log.start(self._handling.topics, self.name, assigned=self._assigned, revoked=self._revoked)
        beside = [asyncio.create_task(each()) for each in (self._watch, self._follow_letters)]
        for task in beside:
            task.add_done_callback(self._ended)
        try:
            await self._consume()
        finally:
            for task in beside:
                task.cancel()
            try:
                await self._give_up(frozenset(self._work), self._limits.finish_within_s if not self._failure else 1.0)
            finally:
                self._in_flight.close()
                await self._lot.stop()
                await self._log.stop()
        if self._failure is not None:
            raise self._failure

    async def _consume(self) -> None:
        while not self._stopping.is_set() and self._failure is None:
            if self._fresh:
                await self._take_up(frozenset(self._fresh))
            self._hold_back()
            found = await self._log.fetch(most=self._limits.fetch_most, wait_s=0.1)
            if found:
                failpoint("consumer.fetched")
                await self._offer(found)
            await self._commit_now_and_then()

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Fenced):
            # The group goes on without this member: a rebalance is under way, which takes the partitions from it.
            metrics.FENCED.labels(self.name).inc()
            _log.warning("fenced: another member owns the partition", reason=str(error))
            return
        self._failure = self._failure or error

    # -- beside -------------------------------------------------------------------------------------------------

    async def _watch(self) -> None:
        while True:
            try:
                self._progress.told_lag(await self._lag())
                await self._ownership.keep_positions(self._committed)
            except LogUnavailable as away:
                _log.warning("the log does not answer", reason=str(away))
            held = any(work.backlog for work in self._work.values())
            if self._progress.standstill_s > 2 * self._limits.stalled_after_s and not held:
                raise Silent(f"{self._progress.lag} records wait and none was given out")
            await asyncio.sleep(self._limits.watch_every_s)

    async def _lag(self) -> int:
        lag = 0
        for partition, end in (await self._log.ends()).items():
            work = self._work.get(partition)
            done = work.position if work is not None else None
            if done is None:
                done = await self._log.position(partition)
            lag += max(0, end - done)
        return lag

    async def _follow_letters(self) -> None:
        while True:
            await asyncio.sleep(self._limits.letters_every_s)
            try:
                await self._lot.catch_up()
            except LogUnavailable as away:
                _log.warning("the dead letters can't be followed", reason=str(away))
                continue
            for parked, number in self._lot.requested():
                work = self._work.get(Partition(parked.topic, number))
                if work is not None and parked not in self._replaying:
                    self._replaying.add(parked)
                    work.insert(parked.key or b"", partial(self._replay, Partition(parked.topic, number), parked))

    async def _replay(self, partition: Partition, parked: Parked) -> None:
        try:
            with self._ownership.under_claim(partition):
                await self._handling.replay(parked)
        finally:
            self._replaying.discard(parked)

    # -- partitions ---------------------------------------------------------------------------------------------

    async def _assigned(self, partitions: frozenset[Partition]) -> None:
        self._fresh |= partitions

    async def _revoked(self, partitions: frozenset[Partition]) -> None:
        self._assignment += 1
        self._fresh -= partitions
        await self._give_up(partitions, self._limits.finish_within_s)

    async def _take_up(self, partitions: Iterable[Partition]) -> None:
        """Become the owner, know what is parked, and only then have work done."""
        assignment = self._assignment
        wanted = [each for each in partitions if each not in self._work]
        slot = Slots(1).of("")
        await self._retry.run(partial(self._ownership.take_up, wanted), slot)
        await self._retry.run(self._lot.catch_up, slot)
        if assignment != self._assignment:
            return  # taken away meanwhile
        for partition in wanted:
            process = partial(self._process, partition)
            most = self._handling.most_of_a_key(partition.topic)
            self._work[partition] = (
                BatchWork(process, self._fail) if most is None else KeyedWork(process, self._fail, most=most)
            )
        self._fresh -= set(wanted)

    async def _process(self, partition: Partition, records: Sequence[LogRecord]) -> None:
        with self._ownership.under_claim(partition):
            await self._handling(records)

    async def _offer(self, found: Mapping[Partition, Sequence[LogRecord]]) -> None:
        assignment = self._assignment  # since fetch returned, nobody else has run
        unknown = [partition for partition in found if partition not in self._work]
        if unknown:
            await self._take_up(unknown)
        if assignment != self._assignment:
            return  # a rebalance came between: its owner, this member or another, reads them again
        for partition, records in found.items():
            self._work[partition].offer(records)

    def _hold_back(self) -> None:
        """Fetch nothing for partitions with a long backlog, nor for any while too many bytes are held."""
        limits = self._limits
        heavy = sum(work.bytes_held for work in self._work.values()) >= limits.backlog_bytes
        full = {at for at, work in self._work.items() if heavy or work.backlog >= limits.backlog}
        if full != self._paused:
            self._log.pause(full - self._paused)
            self._log.resume(self._paused - full)
            self._paused = full

    async def _commit_now_and_then(self) -> None:
        if time.monotonic() - self._committed_at >= self._limits.commit_every_s:
            await self._commit(self._work)

    async def _commit(self, partitions: Iterable[Partition]) -> None:
        self._committed_at = time.monotonic()
        positions = {
            at: position
            for at in partitions
            if (position := self._work[at].position) is not None and position != self._committed.get(at)
        }
        if not positions:
            return
        failpoint("consumer.before-commit")
        try:
            await self._log.commit(positions)
        except PositionsLost as loss:  # a rebalance follows, which takes the partitions away
            _log.warning("the group went on without this member", partitions=len(positions), reason=str(loss))
            return
        self._committed.update(positions)
        failpoint("consumer.after-commit")

    async def _give_up(self, partitions: frozenset[Partition], within_s: float) -> None:
        own = partitions & self._work.keys()
        try:
            await asyncio.gather(*(self._work[at].finish(within_s) for at in own))
            await self._commit(own & self._work.keys())
            with suppress(LogUnavailable):
                await self._ownership.keep_positions({at: self._committed[at] for at in own & self._committed.keys()})
        finally:
            for at in partitions:  # whatever happened: work of a partition that is not ours must not be counted
                self._work.pop(at, None)
                self._committed.pop(at, None)
                self._paused.discard(at)
                self._ownership.let_go(at)
