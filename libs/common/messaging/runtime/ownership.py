"""Taking partitions up: claimed in the store, and held against what is known of the broker."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from common.messaging.dead_letters.sealing import Sealing
from common.messaging.fence import CLAIM, Claim, Fence
from common.messaging.log import Log, Partition
from common.messaging.runtime import metrics
from common.process.telemetry import log

_log = log("ownership")


async def _only_reported() -> None:
    return


@dataclass(frozen=True, slots=True)
class Protection:
    """What guards a consumer's effects.

    ``fence``: the store whose inbox transactions a frozen member must not commit. ``sealing``: how dead letters are
    sealed. ``rolled_back``: awaited where the broker has lost records, so that the outbox can fill the gap.
    ``state_dir``: where it stands which messages are being handled; None: whatever ends the process is tried again.
    """

    fence: Fence | None = None
    sealing: Sealing = field(default_factory=Sealing.ephemeral)
    rolled_back: Callable[[], Awaitable[None]] = _only_reported
    state_dir: Path | None = None


class Ownership:
    """The claims of one member on its partitions."""

    def __init__(self, group: str, log: Log, protection: Protection) -> None:
        self._group = group
        self._log = log
        self._protection = protection
        self._claims: dict[Partition, Claim] = {}
        self._kept: dict[Partition, int] = {}

    async def take_up(self, partitions: Iterable[Partition]) -> None:
        """Claim each, and report those whose end lies before what the group or its store knows of them."""
        ends = await self._log.ends()
        lost = False
        for partition in partitions:
            known = await self._log.committed(partition) or 0
            if self._protection.fence is not None:
                claim = await self._protection.fence.claim(self._group, partition)
                self._claims[partition] = claim
                known = max(known, claim.position or 0)
            end = ends.get(partition)
            if end is not None and end < known:
                lost = True
                await self._report(partition, known, end)
        if lost:
            await self._protection.rolled_back()

    async def _report(self, partition: Partition, known: int, end: int) -> None:
        """The log begins again at the earliest offset by itself; the inbox absorbs what comes twice."""
        metrics.ROLLED_BACK.labels(self._group).inc()
        _log.error(
            "the broker has lost records: reading again from the beginning",
            topic=partition.topic, partition=partition.number, known=known, end=end,
        )  # fmt: skip
        self._kept.pop(partition, None)
        if partition in self._claims and self._protection.fence is not None:
            await self._protection.fence.keep_positions({self._claims[partition]: end})

    @contextmanager
    def under_claim(self, partition: Partition) -> Iterator[None]:
        """Effects made within are this member's only as long as its claim holds."""
        token = CLAIM.set(self._claims.get(partition))
        try:
            yield
        finally:
            CLAIM.reset(token)

    async def keep_positions(self, positions: Mapping[Partition, int]) -> None:
        """Tell the store how far the group has come, where that has changed."""
        changed = {
            at: offset for at, offset in positions.items() if at in self._claims and self._kept.get(at) != offset
        }
        if changed and self._protection.fence is not None:
            await self._protection.fence.keep_positions({self._claims[at]: offset for at, offset in changed.items()})
            self._kept.update(changed)

    def let_go(self, partition: Partition) -> None:
        """It is another member's now."""
        self._claims.pop(partition, None)
        self._kept.pop(partition, None)
