"""What analytics keeps of other services' events: facts."""

from collections.abc import Sequence

from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted


async def keep_brand_states(events: Sequence[BrandStateExtracted], *, clickhouse: ClickHouse) -> None:
    """Project a batch of readings into facts. No inbox: a fact written twice is one fact."""
    await write_facts(clickhouse, [fact_rows(event) for event in events])
