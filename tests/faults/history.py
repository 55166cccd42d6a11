"""A checker of recorded histories, after the Kafka workload of Jepsen: what the log did to those who used it.

The history is a list of what happened, in real time: writers begin, commit or abort transactions that announce ids;
readers are given records. Beside it stands the log as it is at the end. Pure: it judges, it does not record.

Not every oddity is a fault here: the log is written to at least once, so one id may stand at several offsets; what is
checked is what would lose, invent or reorder effects. (Kingsbury: "Jepsen: Redpanda 21.10.1", 2022, names the checks.)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

Check = Literal[
    "lost-write", "aborted-read", "duplicate-offset", "order-inversion", "skipped-poll", "uncommitted-read",
]  # fmt: skip
CHECKS: tuple[Check, ...] = (
    "lost-write", "aborted-read", "duplicate-offset", "order-inversion", "skipped-poll", "uncommitted-read",
)  # fmt: skip


class At(NamedTuple):
    """A place in the log."""

    partition: str
    offset: int


@dataclass(frozen=True, slots=True)
class Begun:
    """``who`` has begun a transaction that announces ``ids``."""

    who: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Committed:
    """``who`` was told that it is committed."""

    who: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aborted:
    """``who`` has rolled it back."""

    who: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Polled:
    """``who`` was given these records, in this order. ``session`` changes whenever its partitions were taken away."""

    who: str
    session: int
    records: tuple[tuple[At, str], ...]


Event = Begun | Committed | Aborted | Polled
TheLog = Mapping[str, Sequence[tuple[int, str]]]
"""By partition: offset and id of every record, in offset order."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault, with a sentence on what shows it."""

    check: Check
    shown_by: str


def check(history: Sequence[Event], log: TheLog) -> list[Violation]:
    """Every fault of the history; empty where there is none."""
    return [
        *_lost_writes(history, log),
        *_aborted_reads(history),
        *_duplicate_offsets(history, log),
        *_order_inversions(history),
        *_skipped_polls(history, log),
        *_uncommitted_reads(history),
    ]


def _polls(history: Iterable[Event]) -> Iterable[Polled]:
    return (event for event in history if isinstance(event, Polled))


def _lost_writes(history: Sequence[Event], log: TheLog) -> Iterable[Violation]:
    there = {each for records in log.values() for _, each in records}
    for event in history:
        if isinstance(event, Committed):
            for each in event.ids:
                if each not in there:
                    yield Violation("lost-write", f"{each} was committed by {event.who} and is nowhere in the log")


def _aborted_reads(history: Sequence[Event]) -> Iterable[Violation]:
    aborted = {each for event in history if isinstance(event, Aborted) for each in event.ids}
    for poll in _polls(history):
        for at, each in poll.records:
            if each in aborted:
                yield Violation("aborted-read", f"{poll.who} was given {each} at {at}, which was rolled back")


def _duplicate_offsets(history: Sequence[Event], log: TheLog) -> Iterable[Violation]:
    """One offset is one record, for everybody and for ever."""
    known: dict[At, str] = {
        At(partition, offset): each for partition, records in log.items() for offset, each in records
    }
    for poll in _polls(history):
        for at, each in poll.records:
            if known.setdefault(at, each) != each:
                yield Violation("duplicate-offset", f"{at} was {known[at]} and, to {poll.who}, {each}")


def _sessions(history: Sequence[Event]) -> dict[tuple[str, int, str], list[int]]:
    """The offsets a reader was given of a partition, within one session, in the order it was given them."""
    found: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for poll in _polls(history):
        for at, _ in poll.records:
            found[poll.who, poll.session, at.partition].append(at.offset)
    return found


def _order_inversions(history: Sequence[Event]) -> Iterable[Violation]:
    for (who, session, partition), offsets in _sessions(history).items():
        for before, after in pairwise(offsets):
            if after <= before:
                shown = f"{who} was given {partition}/{after} after {before} in session {session}"
                yield Violation("order-inversion", shown)


def _skipped_polls(history: Sequence[Event], log: TheLog) -> Iterable[Violation]:
    for (who, session, partition), offsets in _sessions(history).items():
        there = [offset for offset, _ in log.get(partition, ())]
        place = {offset: number for number, offset in enumerate(there)}
        for before, after in pairwise(offsets):
            if before in place and after in place and place[after] > place[before] + 1:
                between = there[place[before] + 1 : place[after]]
                yield Violation("skipped-poll", f"{who} never got {partition}/{between} in session {session}")


def _uncommitted_reads(history: Sequence[Event]) -> Iterable[Violation]:
    """A record before its transaction was committed. It is known to be open as long as its own writer waits for it."""
    open_for: dict[str, str] = {}
    for event in history:
        match event:
            case Begun():
                open_for.update(dict.fromkeys(event.ids, event.who))
            case Committed() | Aborted():
                for each in event.ids:
                    open_for.pop(each, None)
            case Polled():
                for _, each in event.records:
                    if open_for.get(each) == event.who:
                        yield Violation("uncommitted-read", f"{event.who} was given its own {each} before its commit")
