"""What rebuilds of read models share: reading the log, comparing, and what is told in the end."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from common.contracts.message import Message
from common.messaging.envelope import Record, decode
from common.messaging.outcomes import Rejected
from common.process.operations import print_rows

Tell = Callable[[int, int], Awaitable[None]]
"""Told (records read, records there were at the beginning) after each batch."""
Outcome = Literal["switched", "equal", "different"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one part of a rebuilt read model has other than the live one, in rows without repetition."""

    part: str
    live: int
    rebuilt: int
    missing: int
    extra: int
    changed: int

    @property
    def rows(self) -> int:
        """Rows in which the two differ."""
        return self.missing + self.extra + self.changed


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How a rebuild ended. ``rejected`` are records that no handler could take either."""

    outcome: Outcome
    records: int
    rejected: int
    carried_over: int
    differences: tuple[Difference, ...]

    def as_row(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def decoded(batch: Sequence[Record]) -> tuple[list[Message], int]:
    """The messages of a batch, and how many records say nothing: those are among the dead letters already."""
    messages: list[Message] = []
    for record in batch:
        with suppress(Rejected):
            messages.append(decode(record))
    return messages, len(batch) - len(messages)


def differ(differences: Sequence[Difference]) -> bool:
    """Whether any part differs."""
    return any(each.rows for each in differences)


async def lasting(
    compare: Callable[[], Awaitable[tuple[Difference, ...]]], *, times: int, between_s: float = 0.0
) -> tuple[Difference, ...]:
    """What still differs after so many comparisons: while events arrive, one side may be ahead for a moment."""
    differences = await compare()
    for _ in range(times - 1):
        if not differ(differences):
            break
        await asyncio.sleep(between_s)
        differences = await compare()
    return differences


def tell(what: str, outcome: str, result: Mapping[str, Any]) -> None:
    """Say for a person how a rebuild of ``what`` ended; ``result`` is ``Rebuilt.as_row``, or empty where it failed."""
    words = {
        "switched": f"The rebuilt {what} equal the live ones and have taken their place.",
        "equal": f"The rebuilt {what} equal the live ones; nothing was changed.",
        "different": f"The rebuilt {what} differ from the live ones; nothing was changed.",
        "failed": "The rebuild failed; nothing was changed. The service's log says why.",
    }
    sys.stdout.write(f"{words[outcome]}\n")
    if "differences" in result:
        names = [field.name for field in fields(Difference)]
        print_rows([{name: row[name] for name in names} for row in result["differences"]], as_json=False, empty="")
        sys.stdout.write(
            f"{result['records']:,} events read, {result['rejected']:,} of them rejected; "
            f"{result['carried_over']:,} {what} carried over that are older than the oldest record still held.\n"
        )
