"""What is done with records: decoded, given to their handlers, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from opentelemetry.trace import SpanKind

from common.contracts.message import Message
from common.messaging.dead_letters.letter import DECODING, Letter, Parked
from common.messaging.dead_letters.parking import ParkingLot
from common.messaging.envelope import LogRecord, Record, decode, header
from common.messaging.outcomes import HANDLER, NotReady, Rejected
from common.messaging.runtime import metrics
from common.messaging.runtime.in_flight import POISON, Flight, InFlight, flight_of
from common.messaging.runtime.limits import Limits, Rejections, Slots
from common.messaging.runtime.progress import Progress
from common.messaging.runtime.recent import Recent
from common.messaging.runtime.retry import Retry
from common.messaging.subscriptions import Subscription
from common.process.failpoints import failpoint
from common.process.telemetry import continue_trace, span

Decoded = tuple[LogRecord, Message]


@dataclass(frozen=True, slots=True)
class Means:
    """What a consumer lends its handling: where letters go, how often to try, what it is bounded and watched by."""

    lot: ParkingLot
    retry: Retry
    limits: Limits
    progress: Progress
    in_flight: InFlight


class Handling:
    """The handlers of one consumer. What it lets through ends the process; everything else it has dealt with."""

    def __init__(self, group: str, subscriptions: Sequence[Subscription], means: Means) -> None:
        self._group = group
        self._lot = means.lot
        self._retry = means.retry
        self._in_flight = means.in_flight
        self._progress = means.progress
        limits = means.limits
        self._rejections = Rejections(limits)
        self._slots = Slots(limits.side_by_side)
        self._recent = Recent()
        self._of_topic: dict[str, list[Subscription]] = {}
        for each in subscriptions:
            self._of_topic.setdefault(each.topic, []).append(each)

    @property
    def topics(self) -> tuple[str, ...]:
        """What is listened to."""
        return tuple(self._of_topic)

    def most_of_a_key(self, topic: str) -> int | None:
        """How many records of one key are taken together; None where a handler wants lists of the partition's."""
        wanted = [each.most for each in self._of_topic[topic]]
        return None if None in wanted else min(most for most in wanted if most)

    async def __call__(self, records: Sequence[LogRecord]) -> None:
        """Deal with records of one partition, in order."""
        subscriptions = self._of_topic[records[0].topic]
        if any(each.shape != "raw" for each in subscriptions):
            decoded = await self._decode(records)
        for each in subscriptions:
            match each.shape:
                case "one":
                    for record, message in decoded:
                        await self._one(each, record, message)
                case "batch":
                    await self._batch(each, decoded)
                case "raw":
                    await self._distinct(each, records)
        self._progress.made()

    async def _decode(self, records: Sequence[LogRecord]) -> list[Decoded]:
        decoded: list[Decoded] = []
        lot = self._lot
        for record in records:
            if not lot.is_empty and lot.is_parked(DECODING, record):
                await self._wait_behind(DECODING, record)
                continue
            try:
                decoded.append((record, decode(record)))
            except Rejected as rejection:
                await self._lay_aside(DECODING, record, rejection)
        return decoded

    # -- the three shapes ---------------------------------------------------------------------------------------

    async def _one(self, subscription: Subscription, record: LogRecord, message: Message) -> None:
        if self._lot.is_parked(subscription.name, record):
            await self._wait_behind(subscription.name, record)
            return
        try:
            self._refuse_poison(subscription.name, record)
            await self._handle_one(subscription, record, message)
            self._rejections.note(handled=1, rejected=0)
        except Rejected as rejection:
            await self._lay_aside(subscription.name, record, rejection)

    async def _handle_one(self, subscription: Subscription, record: LogRecord, message: Message) -> None:
        argument = message if subscription.shape == "one" else [message]
        with structlog.contextvars.bound_contextvars(tenant_id=str(message.tenant_id), event_id=str(message.id)):
            await self._call(subscription, [record], argument)

    async def _batch(self, subscription: Subscription, decoded: Sequence[Decoded]) -> None:
        free = decoded if self._lot.is_empty else await self._not_parked(subscription.name, decoded)
        if not free:
            return
        if any(self._in_flight.is_suspect(subscription.name, record) for record, _ in free):
            for record, message in free:
                await self._one(subscription, record, message)
            return
        try:
            await self._call(subscription, [record for record, _ in free], [message for _, message in free])
            self._rejections.note(handled=len(free), rejected=0)
        except Rejected:
            for record, message in free:  # one of them is bad: find it, keep the others
                await self._one(subscription, record, message)

    async def _not_parked(self, handler: str, decoded: Sequence[Decoded]) -> list[Decoded]:
        free = []
        for record, message in decoded:
            if self._lot.is_parked(handler, record):
                await self._wait_behind(handler, record)
            else:
                free.append((record, message))
        return free

    async def _distinct(self, subscription: Subscription, records: Sequence[LogRecord]) -> None:
        if not subscription.distinct:
            await self._raw(subscription, records)
            return
        fresh, ids = self._recent.fresh(subscription.name, records)
        await self._raw(subscription, fresh)
        self._recent.remember(subscription.name, ids)

    async def _raw(self, subscription: Subscription, records: Sequence[LogRecord]) -> None:
        if not self._lot.is_empty:
            parked = [record for record in records if self._lot.is_parked(subscription.name, record)]
            for record in parked:
                await self._wait_behind(subscription.name, record)
            records = [record for record in records if record not in parked]
        if not records:
            return
        if len(records) > 1 and any(self._in_flight.is_suspect(subscription.name, record) for record in records):
            for record in records:
                await self._raw(subscription, [record])
            return
        try:
            if len(records) == 1:
                self._refuse_poison(subscription.name, records[0])
            await self._call(subscription, records, records)
            self._rejections.note(handled=len(records), rejected=0)
        except Rejected as rejection:
            if len(records) == 1:
                await self._lay_aside(subscription.name, records[0], rejection)
                return
            for record in records:
                await self._raw(subscription, [record])

    # -- one call -----------------------------------------------------------------------------------------------

    def _refuse_poison(self, handler: str, record: LogRecord) -> None:
        deaths = self._in_flight.deaths(handler, record)
        if deaths >= POISON:
            self._in_flight.forget(flight_of(handler, [record]))
            raise Rejected(f"poison: {deaths} processes ended while it was handled, without an error to catch")

    async def _call(self, subscription: Subscription, records: Sequence[LogRecord], argument: Any) -> None:
        first, flight = records[0], flight_of(subscription.name, records)
        token = HANDLER.set(f"{self._group}/{subscription.name}")
        attributes = {"messaging.system": "kafka", "messaging.destination.name": first.topic}
        try:
            with (
                continue_trace({"traceparent": header(first, "traceparent")}),
                span(f"handle {first.topic}", kind=SpanKind.CONSUMER, **attributes),
                metrics.SECONDS.labels(self._group, first.topic).time(),
            ):
                failpoint("consumer.before-handler")
                slot = self._slots.of(header(first, "ce_tenantid") or "")
                outcome = await self._retry.run(partial(self._try, subscription, argument, flight), slot)
                failpoint("consumer.after-handler")
            metrics.HANDLED.labels(self._group, first.topic, outcome).inc(len(records))
        finally:
            HANDLER.reset(token)

    async def _try(self, subscription: Subscription, argument: Any, flight: Flight) -> None:
        try:
            async with self._in_flight.handling(flight):
                failpoint("consumer.handling")
                await subscription.handle(argument)
        except NotReady:
            self._progress.made()  # it waits for something else: a restart would not help
            raise

    # -- dead letters -------------------------------------------------------------------------------------------

    async def _lay_aside(self, handler: str, record: LogRecord, rejection: Rejected) -> None:
        metrics.HANDLED.labels(self._group, record.topic, "rejected").inc()
        metrics.LETTERS.labels(self._group, "rejected").inc()
        await self._lot.lay_aside(handler, record, str(rejection))
        self._rejections.note(handled=0, rejected=1, reason=str(rejection))

    async def _wait_behind(self, handler: str, record: LogRecord) -> None:
        metrics.LETTERS.labels(self._group, "waits").inc()
        await self._lot.lay_behind(handler, record)

    async def replay(self, parked: Parked) -> None:
        """Handle what is parked, in order, until it is all through or one is rejected again."""
        async for letter, record in self._lot.bring_back(parked):
            rejection = record if isinstance(record, Rejected) else await self._again(letter, record)
            await self._lot.settle(letter, rejection)
            self._progress.made()
            if rejection is not None:
                return

    async def _again(self, letter: Letter, record: Record) -> Rejected | None:
        name = letter.place.handler.split("/", 1)[1]
        chosen = [each for each in self._of_topic[record.topic] if name in (DECODING, each.name)]
        if not chosen:
            return Rejected(f"no handler is called {name} any more")
        try:
            for each in chosen:
                self._refuse_poison(each.name, record)
                if each.shape == "raw":
                    await self._call(each, [record], [record])
                else:
                    await self._handle_one(each, record, decode(record))
        except Rejected as rejection:
            return rejection
        return None
