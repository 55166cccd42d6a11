"""The consumer's side of the dead letters: lay aside, know what is parked, bring back what operators want replayed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from common.messaging.dead_letters.index import Index
from common.messaging.dead_letters.letter import Letter, Parked, Place, original, write_letter, write_note
from common.messaging.dead_letters.sealing import CannotOpen, Sealing
from common.messaging.envelope import LogRecord, Record
from common.messaging.log import LetterLog
from common.messaging.outcomes import DeadLetterLimit, Rejected
from common.messaging.runtime import metrics
from common.process.failpoints import failpoint
from common.process.telemetry import log

_log = log("dead-letters")


class ParkingLot:
    """A service's dead letters as one group of it sees them; its handlers' names begin with ``group``."""

    def __init__(self, group: str, letters: LetterLog, sealing: Sealing, *, most: int) -> None:
        self._group = group
        self._letters = letters
        self._sealing = sealing
        self._most = most
        self._index = Index()
        self._following = asyncio.Lock()

    async def catch_up(self) -> None:
        """Take in what anybody has appended up to now."""
        async with self._following:
            self._index.apply(await self._letters.catch_up())
        metrics.PARKED_KEYS.labels(self._group).set(self._index.keys)
        own = [each for each in self._index.letters() if self._is_ours(each)] if len(self._index) else []
        oldest = (datetime.now(UTC) - own[0].laid_aside_at).total_seconds() if own else 0.0
        metrics.OLDEST_LETTER.labels(self._group).set(oldest)

    def _is_ours(self, letter: Letter) -> bool:
        return letter.place.handler.split("/", 1)[0] == self._group

    def _handler(self, name: str) -> str:
        return f"{self._group}/{name}"

    def is_parked(self, handler: str, record: LogRecord) -> bool:
        """Whether ``record`` must wait behind another one of its key."""
        return self._index.is_parked(self._handler(handler), record.topic, record.key)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is parked: the usual state, asked once per batch."""
        return not self._index.keys

    async def lay_aside(self, handler: str, record: LogRecord, reason: str) -> None:
        """Append a letter for ``record``, whose key is parked by it; nothing where there is one already."""
        await self._append(handler, record, reason, None)
        _log.warning("message rejected", topic=record.topic, offset=record.offset, handler=handler, reason=reason)

    async def lay_behind(self, handler: str, record: LogRecord) -> None:
        """Append a letter for a message that waits behind a parked one."""
        first = self._index.behind(Parked(self._handler(handler), record.topic, record.key))
        await self._append(handler, record, f"waits behind {first}", first)

    async def _append(self, handler: str, record: LogRecord, reason: str, behind: str | None) -> None:
        name = self._handler(handler)
        if self._index.knows(Place(name, record.topic, record.partition, record.offset)):
            return
        if len(self._index) >= self._most:
            raise DeadLetterLimit(f"{len(self._index)} dead letters wait; replay or drop some of them")
        failpoint("consumer.before-dead-letter")
        await self._letters.append(*write_letter(record, name, reason, self._sealing, waits_behind=behind))
        failpoint("consumer.after-dead-letter")
        await self.catch_up()

    def requested(self) -> Sequence[tuple[Parked, int]]:
        """What operators want replayed by this group, and the partition it came from."""
        ours = [each for each in self._index.requested() if each.handler.split("/", 1)[0] == self._group]
        return [(each, self._index.letters(each)[0].place.partition) for each in ours]

    async def bring_back(self, parked: Parked) -> AsyncIterator[tuple[Letter, Record | Rejected]]:
        """The messages of ``parked`` in order, those that arrive meanwhile included.

        Each must be settled before the next is asked for. A letter that can't be opened comes as its rejection.
        """
        done = -1
        while waiting := [each for each in self._index.letters(parked) if each.at > done]:
            letter = waiting[0]
            for record in await self._letters.read([letter.at]):
                try:
                    yield letter, original(record, self._sealing)
                except CannotOpen as closed:
                    yield letter, Rejected(str(closed))
            done = letter.at

    async def settle(self, letter: Letter, rejection: Rejected | None) -> None:
        """Say how a replay ended: resolved, or parked still, with the new reason."""
        if rejection is None:
            note = write_note("resolved", letter.at)
        else:
            note = write_note("rejected-again", letter.at, reason=str(rejection))
        await self._letters.append(letter.key, b"", note)
        await self.catch_up()

    async def stop(self) -> None:
        """Let go of the connection."""
        await self._letters.stop()
