"""Each committed example of what analytics listens to goes through its consumer twice: the second time is no event."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from analytics.consumer import subscriptions
from analytics.shared.clickhouse import ClickHouse
from common.contracts.collector import WebsiteDeleted
from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.contracts.tenants.erasing import ErasureCommand
from common.messaging.outcomes import AlreadyHandled
from common.primitives.clock import ManualClock
from common.stores.postgres import UnitOfWork

pytestmark = pytest.mark.contracts


async def contents(unit: UnitOfWork, clickhouse: ClickHouse, tenant: Any) -> dict[str, Any]:
    """What both stores hold for a tenant."""
    found: dict[str, Any] = {}
    async with unit.begin(tenant) as tx:
        for table in ("materialisations", "outbox", "saga_replies", "inbox"):
            rows = (await tx.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))).mappings().all()
            found[table] = [dict(row) for row in rows]
    for table in ("answers", "brand_state_facts", "share_of_voice", "substitution_patterns"):
        found[table] = await clickhouse.rows(f"SELECT * FROM {table} FINAL ORDER BY ALL", {})
    return found


async def test_an_example_that_comes_twice_leaves_the_same_as_one_that_comes_once(
    unit: UnitOfWork, clickhouse: ClickHouse
) -> None:
    clock = ManualClock(datetime(2026, 11, 3, tzinfo=UTC))
    for subscription in subscriptions(unit, clickhouse, clock):
        if issubclass(subscription.contract, (WebsiteDeleted, ErasureCommand)):
            continue  # nothing is left after it, see erasure
        for path in examples(subscription.contract):
            message: Message = read_example(subscription.contract, path)
            argument: Any = [message] if subscription.takes_lists else message
            await subscription.handle(argument)
            once = await contents(unit, clickhouse, message.tenant_id)
            try:
                await subscription.handle(argument)
            except AlreadyHandled:
                assert not subscription.takes_lists
            assert await contents(unit, clickhouse, message.tenant_id) == once
    assert len(once["answers"]) == 1
    assert len(once["brand_state_facts"]) == 2 * 3, "three brands; the examples read the answer twice"
    assert once["share_of_voice"]
    assert [row["status"] for row in once["materialisations"]] == ["withdrawn"]
    assert len(once["saga_replies"]) == 2
