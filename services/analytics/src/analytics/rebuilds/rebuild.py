"""Rebuild the facts from their events, beside the live ones, and switch where both are equal.

The live tables are served and written to all the while. What arrives meanwhile is copied over by the database itself,
and a fact that comes twice is one fact, so neither order nor overlap matters. Rows whose events the topic no longer
holds are carried over, and counted.
"""

from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.rebuilds.shadow import Shadow
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted
from common.messaging.history import History
from common.process.rebuilds import Outcome, Rebuilt, Tell, decoded, differ, lasting
from common.stores.erasure.sparing import Left, all_of

TOPICS = (BrandStateExtracted.topic,)
COMPARISONS = 3
"""On a server, a fact may arrive between the reading of one side and of the other: a difference has to last."""


async def rebuild(
    clickhouse: ClickHouse, history: History, *, switch: bool, tell: Tell, left: Left = all_of
) -> Rebuilt:
    """Build, compare, and with ``switch`` put the new tables in the place of the old ones where they are equal.

    ``left``: the events about nothing that was erased; the topic still has the others.
    Killed at any moment it leaves the live tables as they are; the next one begins anew.
    """
    shadow = Shadow(clickhouse)
    await shadow.create()
    try:
        total = await history.waiting(TOPICS)
        records, rejected = 0, 0
        async for batch in history.read(TOPICS):
            messages, unreadable = decoded(batch)
            events = [message for message in messages if isinstance(message, BrandStateExtracted)]
            assert len(events) == len(messages), "the topic has one contract"
            await write_facts(clickhouse, [fact_rows(event) for event in await left(events)], into=shadow.name)
            rejected += unreadable
            records += len(batch)
            await tell(records, total)
        whole = await history.reaches_back(TOPICS)
        carried = 0 if whole else await shadow.carry_over(before=await history.begins_at(TOPICS))
        differences = await lasting(shadow.compare, times=COMPARISONS)
        outcome: Outcome = "different" if differ(differences) else "equal"
        if switch and outcome == "equal":
            await shadow.switch()
            outcome = "switched"
        return Rebuilt(outcome, records, rejected, carried, differences)
    finally:
        await shadow.drop()
