"""Each committed example of what simulator listens to goes through its consumers twice: the second time is no event."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.collector import WebsiteDeleted
from common.contracts.message import Message
from common.contracts.publish import examples, read_example
from common.contracts.simulator import AuditStepReplied
from common.contracts.tenants import EraseAudits
from common.stores.postgres import UnitOfWork
from simulator.consumer import subscriptions
from simulator.shared.tables import metadata

from ..stage import Stage

pytestmark = pytest.mark.contracts


async def contents(unit: UnitOfWork, tenant_id: UUID) -> dict[str, Any]:
    """What PostgreSQL holds for a tenant."""
    found: dict[str, Any] = {}
    async with unit.begin(tenant_id) as tx:
        for table in (*metadata.tables, "outbox", "saga_replies", "inbox"):
            rows = (await tx.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))).mappings().all()
            found[table] = [dict(row) for row in rows]
    return found


def _examples(contract: type[Message]) -> list[Message]:
    return [read_example(contract, path) for path in examples(contract)]


async def test_an_example_that_comes_twice_leaves_the_same_as_one_that_comes_once(stage: Stage) -> None:
    table = subscriptions(stage.unit, stage.audits.runner, stage.providers, stage.exchanges)
    heard = {each.contract for each in table} - {WebsiteDeleted, EraseAudits}  # nothing is left after it, see erasure
    contracts = sorted(heard, key=lambda each: (each is not WebsiteAnalyzed, each.topic))
    for contract in contracts:
        for message in _examples(contract):
            await stage.give(message)
            once = await contents(stage.unit, message.tenant_id)
            await stage.give(message)
            assert await contents(stage.unit, message.tenant_id) == once, contract.topic
    assert {contract.topic for contract in contracts if not _examples(contract)} == set()
    assert len(once["website_analyses"]) == 1
    assert {row["kind"] for row in once["audit_progress"]} == {"page", "prompt", "answer", "brand"}
    assert len([row for row in once["outbox"] if row["topic"] == AuditStepReplied.topic]) == len(once["saga_replies"])
    async with stage.unit.begin(message.tenant_id) as tx:
        await tx.execute(text("DELETE FROM jobs"))


async def test_the_analysis_of_the_example_can_be_planned_from(stage: Stage) -> None:
    from common.contracts.vocabulary import Panel
    from simulator.plans.rules.planning import plan_of

    [analysis] = _examples(WebsiteAnalyzed)
    assert isinstance(analysis, WebsiteAnalyzed)
    assert len(plan_of(analysis, Panel(icps=5, conversations=2), "en").conversations) == 10
