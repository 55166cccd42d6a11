"""Rebuild the facts from their events, beside the live ones, and switch where both are equal.

The live tables are served and written to all the while. What arrives meanwhile is copied over by the database itself,
and a fact that comes twice is one fact, so neither order nor overlap matters. Rows whose events the topic no longer
holds are carried over, and counted.
"""

from collections.abc import Awaitable, Callable

from analytics.clickhouse import write_facts
from analytics.engine import Engine
from analytics.projections import fact_rows
from analytics.shadow import Shadow
from common.contracts.analyzer import BrandStateExtracted
from common.messaging.envelope import decode
from common.messaging.history import History
from common.messaging.outcomes import Rejected
from common.rebuilds import Difference, Outcome, Rebuilt, differ

Tell = Callable[[int, int], Awaitable[None]]
"""Told (records read, records there were at the beginning) after each batch."""

TOPICS = (BrandStateExtracted.topic,)
COMPARISONS = 3


async def rebuild(engine: Engine, history: History, *, switch: bool, tell: Tell) -> Rebuilt:
    """Build, compare, and with ``switch`` put the new tables in the place of the old ones where they are equal.

    Killed at any moment it leaves the live tables as they are; the next one begins anew.
    """
    shadow = Shadow(engine)
    await shadow.create()
    try:
        total = await history.waiting(TOPICS)
        oldest = await history.begins_at(TOPICS)
        records, rejected = 0, 0
        async for batch in history.read(TOPICS):
            events: list[BrandStateExtracted] = []
            for record in batch:
                try:
                    message = decode(record)
                except Rejected:
                    rejected += 1  # it is among the dead letters already
                    continue
                assert isinstance(message, BrandStateExtracted)
                events.append(message)
            await write_facts(engine, [fact_rows(event) for event in events], into=shadow.name)
            records += len(batch)
            await tell(records, total)
        carried = 0 if await history.reaches_back(TOPICS) else await shadow.carry_over(before=oldest)
        differences = await _compare(shadow)
        outcome: Outcome = "different" if differ(differences) else "equal"
        if switch and outcome == "equal":
            await shadow.switch()
            outcome = "switched"
        return Rebuilt(outcome, records, rejected, carried, differences)
    finally:
        await shadow.drop()


async def _compare(shadow: Shadow) -> tuple[Difference, ...]:
    """On a server, a fact may arrive between the reading of one side and of the other: a difference has to last."""
    for _ in range(COMPARISONS):
        differences = await shadow.compare()
        if not differ(differences):
            break
    return differences
