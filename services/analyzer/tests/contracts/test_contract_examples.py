"""Each committed example of what analyzer listens to goes through its consumers twice: the second time is no event."""

from typing import Any

import pytest
from sqlalchemy import text

from analyzer.consumer import Experts, graph_subscriptions, subscriptions
from analyzer.graph.store import TenantGraph
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.shared.tables import metadata
from analyzer.sites.analysts import RuleAnalyst
from common.contracts.collector import WebsiteDeleted
from common.contracts.simulator import AuditStepReplied
from common.contracts.tenants.erasing import ErasureCommand
from common.messaging.outcomes import AlreadyHandled
from common.primitives.clock import ManualClock
from common.stores.postgres import UnitOfWork
from common.testing.examples import example

from ..graph.test_graph_store import contents as drawn

pytestmark = pytest.mark.contracts


async def contents(unit: UnitOfWork, tenant: Any) -> dict[str, Any]:
    """What PostgreSQL holds for a tenant."""
    found: dict[str, Any] = {}
    async with unit.begin(tenant) as tx:
        for table in (*metadata.tables, "outbox", "saga_replies", "inbox"):
            rows = (await tx.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))).mappings().all()
            found[table] = [dict(row) for row in rows]
    return found


async def test_an_example_that_comes_twice_leaves_the_same_as_one_that_comes_once(unit: UnitOfWork) -> None:
    experts = Experts(RuleAnalyst(), RuleClassifier(), ManualClock())
    for subscription in subscriptions(unit, experts):
        if issubclass(subscription.contract, (WebsiteDeleted, ErasureCommand)):
            continue  # nothing is left after it, see erasure
        message = example(subscription.contract)
        argument: Any = [message] if subscription.takes_lists else message
        await subscription.handle(argument)
        once = await contents(unit, message.tenant_id)
        with pytest.raises(AlreadyHandled):
            await subscription.handle(argument)
        assert await contents(unit, message.tenant_id) == once
    assert len(once["website_analyses"]) == 1
    assert len(once["prompt_classifications"]) == 2
    assert len(once["brand_states"]) == 3
    replies = [row for row in once["outbox"] if row["topic"] == AuditStepReplied.topic]
    assert len(replies) == len(once["saga_replies"]) == 5


async def test_an_example_that_is_drawn_twice_is_drawn_once(graph: TenantGraph, unit: UnitOfWork) -> None:
    for subscription in graph_subscriptions(graph, unit):
        if issubclass(subscription.contract, (WebsiteDeleted, ErasureCommand)):
            continue
        message: Any = example(subscription.contract)
        await subscription.handle([message])
        once = await drawn(graph, message.tenant_id)
        await subscription.handle([message])
        assert await drawn(graph, message.tenant_id) == once
    assert once["relationships"]
