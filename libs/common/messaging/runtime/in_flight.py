"""Which messages are being handled, kept in a file that outlives the process: what ended it twice is poison.

An abort, a segmentation fault or the kernel's memory killer leaves no exception to catch, and without a memory of it
the same message ends every process that takes it. So each call of a handler stands, while it runs, in a page of memory
that belongs to a file: written without a system call, and still there after the process. What stands in it at the next
start was in flight when the process died. It is a suspect and handled alone, so that the next death tells whose it is.

The file is this machine's (a volume of the pod, a folder beside the stack). A member elsewhere counts for itself.
"""

import asyncio
import fcntl
import json
import mmap
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from common.messaging.envelope import LogRecord
from common.process.telemetry import log

_log = log("in-flight")
_SLOTS, _SIZE = 64, 512
_LENGTH = 2
_MEMBERS = 16
"""Members of one group on one machine that find a file of their own."""
_MOST = 1000
POISON = 2
"""Deaths after which a message is not tried again."""


@dataclass(frozen=True, slots=True)
class Flight:
    """One call of a handler: records of one partition from offset ``first`` to ``last``, and ``deaths`` so far."""

    handler: str
    topic: str
    partition: int
    first: int
    last: int
    deaths: int = 0

    def holds(self, handler: str, record: LogRecord) -> bool:
        """Whether ``record``, for ``handler``, may have been in it."""
        same = (self.handler, self.topic, self.partition) == (handler, record.topic, record.partition)
        return same and self.first <= record.offset <= self.last


def flight_of(handler: str, records: Sequence[LogRecord]) -> Flight:
    """The call that handles ``records``, which are of one partition."""
    one = records[0]
    return Flight(handler, one.topic, one.partition, one.offset, records[-1].offset)


class InFlight:
    """The page of one consumer. Without a ``path`` nothing is kept, and every answer is that nothing is known."""

    def __init__(self, path: Path | None) -> None:
        self._page: mmap.mmap | None = None
        self._free = list(range(_SLOTS))
        self._suspects: list[Flight] = []
        self._turn = _Turn()
        if path is not None:
            self._open(path)

    def _open(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._descriptor, self._path = _own_file(path)
        os.ftruncate(self._descriptor, _SLOTS * _SIZE)
        self._page = mmap.mmap(self._descriptor, _SLOTS * _SIZE)
        self._suspects = _after_death(_read(self._suspects_path), list(_standing(self._page)))
        self._page[:] = bytes(len(self._page))
        self._keep()
        for each in self._suspects:
            _log.warning("was in flight when the process died", **asdict(each))

    @property
    def _suspects_path(self) -> Path:
        return self._path.with_name(f"{self._path.name}.suspects")

    @property
    def suspects(self) -> Sequence[Flight]:
        """What was in flight at a death and has not been handled since."""
        return self._suspects

    def is_suspect(self, handler: str, record: LogRecord) -> bool:
        """Whether ``record`` has to be handled alone."""
        return any(each.holds(handler, record) for each in self._suspects)

    def deaths(self, handler: str, record: LogRecord) -> int:
        """How many processes ended while ``handler`` had ``record`` alone, or among others for the first time."""
        return max((each.deaths for each in self._suspects if each.holds(handler, record)), default=0)

    @asynccontextmanager
    async def handling(self, flight: Flight) -> AsyncIterator[None]:
        """Have a call stand in the file while it runs; a suspect waits until nothing runs beside it."""
        if self._page is None:
            yield
            return
        alone = bool(self._suspects) and flight.first == flight.last and self._was_in(flight)
        async with self._turn.taken(alone=alone):
            slot = self._write(flight)
            try:
                yield
            finally:
                self._erase(slot)
        if self._suspects:
            self.forget(flight)

    def forget(self, flight: Flight) -> None:
        """It came through, or was laid aside: of a list of suspects the others remain."""
        left = [each for each in self._suspects if not _same_place(each, flight) or each.last != flight.last]
        if len(left) != len(self._suspects):
            self._suspects = left
            self._keep()

    def close(self) -> None:
        """What is in flight from here on ends in a known way, or is cancelled on purpose: it is no death."""
        page, self._page = self._page, None
        if page is not None:
            page[:] = bytes(len(page))
            page.close()
            os.close(self._descriptor)

    def _was_in(self, flight: Flight) -> bool:
        return any(_same_place(each, flight) and each.first <= flight.first <= each.last for each in self._suspects)

    def _write(self, flight: Flight) -> int | None:
        page = self._page
        place = (flight.handler, flight.topic, flight.partition, flight.first, flight.last)
        text = "\t".join(map(str, place)).encode()
        if page is None or not self._free or len(text) > _SIZE - _LENGTH:
            return None
        slot = self._free.pop()
        at = slot * _SIZE
        page[at + _LENGTH : at + _LENGTH + len(text)] = text
        page[at : at + _LENGTH] = len(text).to_bytes(_LENGTH, "big")
        return slot

    def _erase(self, slot: int | None) -> None:
        if slot is None:
            return
        if self._page is not None:
            self._page[slot * _SIZE : slot * _SIZE + _LENGTH] = bytes(_LENGTH)
        self._free.append(slot)

    def _keep(self) -> None:
        new = self._path.with_name(f"{self._path.name}.new")
        new.write_text(json.dumps([asdict(each) for each in self._suspects]))
        new.replace(self._suspects_path)


class _Turn:
    """Calls run side by side; one that has to be alone waits for those that run, and those after it wait for it."""

    def __init__(self) -> None:
        self._running = 0
        self._alone = asyncio.Lock()
        self._ended = asyncio.Event()

    @asynccontextmanager
    async def taken(self, *, alone: bool) -> AsyncIterator[None]:
        if not alone:
            if self._alone.locked():
                async with self._alone:
                    pass
            self._running += 1
            try:
                yield
            finally:
                self._running -= 1
                self._ended.set()
            return
        async with self._alone:
            while self._running:
                self._ended.clear()
                await self._ended.wait()
            yield


def _own_file(path: Path) -> tuple[int, Path]:
    """A file that no other process holds: the first, which the process that died has let go of, where there is one."""
    for number in range(_MEMBERS):
        own = path.with_name(f"{path.name}.{number}")
        descriptor = os.open(own, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            continue
        return descriptor, own
    raise RuntimeError(f"{_MEMBERS} members of {path.name} run on this machine already")


def _standing(page: mmap.mmap) -> Iterable[Flight]:
    for slot in range(_SLOTS):
        at = slot * _SIZE
        length = int.from_bytes(page[at : at + _LENGTH], "big")
        if 0 < length <= _SIZE - _LENGTH:
            with suppress(ValueError):  # a half-written one of a process that was ended in the middle
                handler, topic, *numbers = page[at + _LENGTH : at + _LENGTH + length].decode().split("\t")
                partition, first, last = map(int, numbers)
                yield Flight(handler, topic, partition, first, last)


def _read(path: Path) -> list[Flight]:
    try:
        return [Flight(**each) for each in json.loads(path.read_text())]
    except (FileNotFoundError, ValueError, TypeError):
        return []  # a count that can't be read is one that begins anew


def _after_death(before: Sequence[Flight], standing: Sequence[Flight]) -> list[Flight]:
    """The suspects: one more death for what stood there, which takes the place of the list it was found in."""
    now = [
        Flight(each.handler, each.topic, each.partition, each.first, each.last, 1 + _deaths_before(before, each))
        for each in standing
    ]
    same = {(each.handler, each.topic, each.partition, each.first, each.last) for each in now}
    kept = [each for each in before if (each.handler, each.topic, each.partition, each.first, each.last) not in same]
    return [*now, *kept][:_MOST]


def _deaths_before(before: Sequence[Flight], flight: Flight) -> int:
    if flight.first != flight.last:
        return 0  # a list is nobody's death yet
    return max((e.deaths for e in before if _same_place(e, flight) and e.first <= flight.first <= e.last), default=0)


def _same_place(one: Flight, other: Flight) -> bool:
    return (one.handler, one.topic, one.partition) == (other.handler, other.topic, other.partition)
