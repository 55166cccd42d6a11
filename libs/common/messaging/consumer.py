"""The one consumer runtime: batches, commit after the effect, retry in place, dead letters, graceful stop, liveness."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from opentelemetry.trace import SpanKind

from common.contracts.message import Message
from common.contracts.registry import dead_letter_topic
from common.messaging import metrics
from common.messaging.envelope import Record, decode
from common.messaging.lanes import PartitionWork
from common.messaging.log import Log, Partition, PositionsLost
from common.messaging.outcomes import HANDLER, DeadLetterLimit, NotReady, Rejected
from common.messaging.retry import Retry
from common.telemetry import continue_trace, log, span

_log = log("consumer")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One handler of one contract. ``name`` is part of the inbox key: renaming it makes old messages new."""

    contract: type[Message]
    handle: Callable[[Any], Awaitable[None]]
    name: str
    batch: bool = False


def _name_of(handle: Callable[..., Any]) -> str:
    return _name_of(handle.func) if isinstance(handle, partial) else handle.__name__


def on(contract: type[Message], handle: Callable[[Any], Awaitable[None]], *, name: str | None = None) -> Subscription:
    """Handle each message of ``contract`` by itself, in order per key."""
    return Subscription(contract, handle, name or _name_of(handle))


def on_batch(
    contract: type[Message], handle: Callable[[Any], Awaitable[None]], *, name: str | None = None
) -> Subscription:
    """Handle ``contract`` in lists, in order per partition; the effect must bear repetition (derived ids)."""
    return Subscription(contract, handle, name or _name_of(handle), batch=True)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one consumer."""

    backlog: int = 1000
    backlog_bytes: int = 32 * 1024 * 1024
    side_by_side: int = 16
    rejected_in_a_row: int = 50
    finish_within_s: float = 10.0
    stalled_after_s: float = 30.0


class Consumer:
    """A member of the group ``name`` that runs ``subscriptions`` until it is stopped or a handler cannot go on."""

    def __init__(
        self, name: str, subscriptions: Sequence[Subscription], log: Log, *, retry: Retry | None = None,
        limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self.name = name
        self._service = name.split("-", 1)[0]
        self._log = log
        self._retry = retry or Retry()
        self._limits = limits or Limits()
        self._subscriptions: dict[str, list[Subscription]] = {}
        for subscription in subscriptions:
            self._subscriptions.setdefault(subscription.contract.topic, []).append(subscription)
        self._slots = asyncio.Semaphore(self._limits.side_by_side)
        self._work: dict[Partition, PartitionWork] = {}
        self._committed: dict[Partition, int] = {}
        self._paused: set[Partition] = set()
        self._failure: BaseException | None = None
        self._rejected_in_a_row = 0
        self._stopping = asyncio.Event()
        self._progress_at = time.monotonic()
        self._lag = 0

    # -- life ---------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Ask for a graceful end: what is in flight is finished and committed, then the group is left."""
        self._stopping.set()

    def alive(self) -> bool:
        """False where messages wait and none was finished for a while; an idle consumer is alive."""
        return self._lag == 0 or time.monotonic() - self._progress_at < self._limits.stalled_after_s

    async def run(self) -> None:
        """Consume until ``stop``; raises what a handler could not get over, after committing what was finished."""
        await self._log.start(tuple(self._subscriptions), self.name, self._revoked)
        watch = asyncio.create_task(self._watch())
        watch.add_done_callback(self._watch_ended)
        try:
            while not self._stopping.is_set() and self._failure is None:
                self._balance()
                for partition, records in (await self._log.fetch(most=500, wait_s=0.1)).items():
                    self._work_of(partition).offer(records)
                await self._commit(self._work)
        finally:
            watch.cancel()
            try:
                await self._give_up(frozenset(self._work), self._limits.finish_within_s if not self._failure else 0.0)
            finally:
                await self._log.stop()
        if self._failure is not None:
            raise self._failure

    async def _watch(self) -> None:
        while True:
            self._lag = await self._log.lag()
            if self._lag == 0:
                self._progress_at = (
                    time.monotonic()
                )  # being idle is no standstill: the clock starts with the next message
            metrics.LAG.labels(self.name).set(self._lag)
            await asyncio.sleep(2)

    def _watch_ended(self, watch: asyncio.Task[None]) -> None:
        if not watch.cancelled() and (error := watch.exception()):
            self._fail(error)  # without it, liveness would go by a lag of long ago

    # -- partitions ---------------------------------------------------------------------------------------------

    def _work_of(self, partition: Partition) -> PartitionWork:
        if partition not in self._work:
            whole = any(subscription.batch for subscription in self._subscriptions[partition.topic])
            self._work[partition] = PartitionWork(self._process, self._fail, whole_batches=whole)
        return self._work[partition]

    def _fail(self, error: BaseException) -> None:
        self._failure = self._failure or error

    def _balance(self) -> None:
        full = {
            partition
            for partition, work in self._work.items()
            if work.backlog >= self._limits.backlog or work.bytes_held >= self._limits.backlog_bytes
        }
        self._log.pause(full - self._paused)
        self._log.resume(self._paused - full)
        self._paused = full

    async def _commit(self, partitions: Any) -> None:
        positions = {
            partition: self._work[partition].position
            for partition in partitions
            if self._work[partition].position > self._committed.get(partition, 0)
        }
        if not positions:
            return
        try:
            await self._log.commit(positions)
        except PositionsLost as loss:  # a rebalance follows, which takes the partitions away
            _log.warning("the group went on without this member", partitions=len(positions), reason=str(loss))
            return
        self._committed.update(positions)

    async def _revoked(self, partitions: frozenset[Partition]) -> None:
        await self._give_up(partitions, self._limits.finish_within_s)

    async def _give_up(self, partitions: frozenset[Partition], within_s: float) -> None:
        own = partitions & self._work.keys()
        try:
            await asyncio.gather(*(self._work[partition].finish(within_s) for partition in own))
            await self._commit(own & self._work.keys())
        finally:
            for partition in own:  # whatever happened: work of a partition that is not ours must not be counted
                self._work.pop(partition, None)
                self._committed.pop(partition, None)
                self._paused.discard(partition)

    # -- one batch ----------------------------------------------------------------------------------------------

    async def _process(self, records: Sequence[Record]) -> None:
        topic = records[0].topic
        messages: list[tuple[Record, Message]] = []
        for record in records:
            try:
                messages.append((record, decode(record)))
            except Rejected as rejection:
                await self._lay_aside(record, str(rejection), handler="decode")
        for subscription in self._subscriptions[topic]:
            if subscription.batch:
                await self._handle_batch(subscription, messages)
            else:
                for record, message in messages:
                    await self._handle(subscription, record, message, message)
        self._progress_at = time.monotonic()
        metrics.PROGRESS.labels(self.name).set_to_current_time()

    async def _handle_batch(self, subscription: Subscription, messages: list[tuple[Record, Message]]) -> None:
        if not messages:
            return
        try:
            await self._call(subscription, messages[0][0], [message for _, message in messages])
        except Rejected:
            for record, message in messages:  # one of them is bad: find it, keep the others
                await self._handle(subscription, record, message, [message])

    async def _handle(self, subscription: Subscription, record: Record, message: Message, argument: Any) -> None:
        with structlog.contextvars.bound_contextvars(tenant_id=str(message.tenant_id), event_id=str(message.id)):
            try:
                await self._call(subscription, record, argument)
                self._rejected_in_a_row = 0
            except Rejected as rejection:
                await self._lay_aside(record, str(rejection), handler=subscription.name)

    async def _call(self, subscription: Subscription, record: Record, argument: Any) -> None:
        token = HANDLER.set(f"{self.name}/{subscription.name}")
        attributes = {"messaging.system": "kafka", "messaging.destination.name": record.topic}
        try:
            with (
                continue_trace({"traceparent": record.header("traceparent")}),
                span(f"handle {record.topic}", kind=SpanKind.CONSUMER, **attributes),
                metrics.SECONDS.labels(self.name, record.topic).time(),
            ):
                outcome = await self._retry.run(partial(self._try, subscription, argument), self._slots)
            metrics.HANDLED.labels(self.name, record.topic, outcome).inc()
        finally:
            HANDLER.reset(token)

    async def _try(self, subscription: Subscription, argument: Any) -> None:
        try:
            await subscription.handle(argument)
        except NotReady:
            self._progress_at = time.monotonic()  # it waits for something else: a restart would not help
            raise

    async def _lay_aside(self, record: Record, reason: str, *, handler: str) -> None:
        metrics.HANDLED.labels(self.name, record.topic, "rejected").inc()
        _log.warning("message rejected", topic=record.topic, offset=record.offset, handler=handler, reason=reason)
        about = {
            "dead_letter_reason": reason,
            "dead_letter_handler": f"{self.name}/{handler}",
            "dead_letter_topic": record.topic,
            "dead_letter_partition": str(record.partition),
            "dead_letter_offset": str(record.offset),
        }
        headers = {**record.headers, **{name: value.encode() for name, value in about.items()}}
        await self._log.publish(dead_letter_topic(self._service), record.key, record.value or b"", headers)
        self._rejected_in_a_row += 1
        if self._rejected_in_a_row >= self._limits.rejected_in_a_row:
            raise DeadLetterLimit(f"{self._rejected_in_a_row} messages in a row were rejected, the last: {reason}")
