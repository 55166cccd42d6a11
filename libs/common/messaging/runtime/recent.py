"""The ids of events that came by lately: what repeats within a while is given out once."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import cast

from common.messaging.envelope import LogRecord

_HEADER = "ce_id"
_ONLY = {_HEADER}
_NONE: AbstractSet[bytes] = frozenset()


class Recent:
    """Remembers between ``most`` and twice as many ids, per handler, in two generations."""

    def __init__(self, most: int = 32_000) -> None:
        self._most = most
        self._now: dict[str, set[bytes]] = {}
        self._before: dict[str, set[bytes]] = {}
        self._place = 0

    def fresh(self, handler: str, records: Sequence[LogRecord]) -> tuple[Sequence[LogRecord], set[bytes]]:
        """``records`` without those whose event id came by before, and the ids of the rest to ``remember`` when done.

        One without an id is always fresh.
        """
        seen, before = self._now.get(handler, _NONE), self._before.get(handler, _NONE)
        ids = self._ids(records)
        new = set(ids)
        if len(new) == len(ids) and None not in new and seen.isdisjoint(new) and before.isdisjoint(new):
            return records, cast("set[bytes]", new)
        return _pick(records, ids, seen, before)

    def remember(self, handler: str, ids: set[bytes]) -> None:
        """These were dealt with. Not earlier: what broke off has to be given out again."""
        seen = self._now.setdefault(handler, set())
        seen |= ids
        if len(seen) > self._most:
            self._before[handler], self._now[handler] = seen, set()

    def _ids(self, records: Sequence[LogRecord]) -> Sequence[bytes | None]:
        """The ids. Producers write headers in one order: looking where the last one stood is nearly always right."""
        place = self._place
        try:
            pairs = [record.headers[place] for record in records]
        except IndexError:
            return [self._id(record.headers) for record in records]
        if {name for name, _ in pairs} == _ONLY:
            return [value for _, value in pairs]
        return [self._id(record.headers) for record in records]

    def _id(self, headers: Sequence[tuple[str, bytes]]) -> bytes | None:
        for number, (name, value) in enumerate(headers):
            if name == _HEADER:
                self._place = number
                return value
        return None


def _pick(
    records: Sequence[LogRecord], ids: Sequence[bytes | None], *known: AbstractSet[bytes]
) -> tuple[Sequence[LogRecord], set[bytes]]:
    kept: list[LogRecord] = []
    new: set[bytes] = set()
    for record, event_id in zip(records, ids, strict=True):
        if event_id is None:
            kept.append(record)
        elif event_id not in new and not any(event_id in each for each in known):
            kept.append(record)
            new.add(event_id)
    return kept, new
