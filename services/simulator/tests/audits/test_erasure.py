"""A website was deleted: its audits end, every store is empty of it, nothing comes back, and the others stay."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common.contracts.analyzer import BrandStateExtracted, InputNeeded, PromptClassified
from common.contracts.collector import PageScraped, WebsiteDeleted
from common.contracts.simulator import (
    ArchivePlan,
    AuditCancelled,
    AuditStepReplied,
    CancelRun,
    HoldConversations,
    PlanConversations,
)
from common.contracts.tenants import EraseAudits, ErasureStepReplied
from common.primitives.ids import derived_id, uuid7
from common.saga.tables import saga_history, sagas
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from simulator.erasure.holdings import HOLDINGS
from simulator.shared.tables import metadata

from ..stage import WEBSITE, Stage

pytestmark = pytest.mark.engines
TABLES = sorted({*metadata.tables, sagas.name, saga_history.name, "saga_replies"})


async def contents(unit: UnitOfWork, tenant: UUID) -> dict[str, list[dict[str, Any]]]:
    """All that is held of a tenant, but for its log of messages and costs, and the tombstones."""
    found: dict[str, Any] = {}
    async with unit.looking(tenant) as tx:
        for table in TABLES:
            if table not in HOLDINGS.kept:
                own = f"SELECT * FROM {table} WHERE tenant_id = :own ORDER BY 1, 2, 3"
                rows = (await tx.execute(text(own), {"own": tenant})).mappings()
                found[table] = [dict(row) for row in rows]
    return found


async def another_website(stage: Stage) -> UUID:
    """A second website of the tenant, planned for and answered about."""
    website, audit = uuid7(), uuid7()
    about = {"tenant_id": stage.tenant_id, "website_id": website, "saga_id": audit}
    analysis = stage.analysis(audit).model_copy(update={"website_id": website})
    await stage.give(analysis)
    order = {**about, "id": uuid7(), "analysis_id": analysis.analysis_id, "language": "en"}
    await stage.give(example(PlanConversations).model_copy(update=order))
    await stage.work()
    held = {**about, "id": uuid7(), "plan_id": derived_id("plan", audit), "providers": ("local",), "repeats": 1}
    await stage.give(example(HoldConversations).model_copy(update=held))
    while await stage.work():
        pass
    for message in await stage.outbox():
        stage.delivered.add(message.id)
    return website


def deleted(stage: Stage) -> WebsiteDeleted:
    return example(WebsiteDeleted).model_copy(
        update={"tenant_id": stage.tenant_id, "website_id": WEBSITE, "id": uuid7()}
    )


async def spoken_of(stage: Stage) -> None:
    said = {"website_id": str(WEBSITE), "facts": {"name": "Nora"}}
    assert (await stage.client.post("/v1/icps", json=said)).status_code == 201


async def test_every_store_is_as_if_the_website_had_never_been(stage: Stage, unit: UnitOfWork) -> None:
    await another_website(stage)
    theirs = Stage.of(unit, stage.double, uuid7())
    await theirs.start()
    await theirs.settle()
    before, other = await contents(unit, stage.tenant_id), await contents(unit, theirs.tenant_id)
    exchanges = set(stage.exchanges.kept)
    assert exchanges
    await stage.start()
    await stage.settle()
    await spoken_of(stage)
    full = await contents(unit, stage.tenant_id)
    grown = {table for table in full if len(full[table]) > len(before[table])}
    assert grown >= {rows.table.name for rows in HOLDINGS.rows} - {"jobs", "saga_deadlines", "audit_progress"}
    for _ in range(2):
        await stage.give(deleted(stage))
        assert await contents(unit, stage.tenant_id) == before
        assert set(stage.exchanges.kept) == exchanges
    assert await contents(unit, theirs.tenant_id) == other
    await theirs.audits.websites.close()
    await theirs.client.aclose()


@pytest.mark.parametrize("step", ["crawl", "plan", "converse", "report"])
async def test_an_audit_that_runs_ends_as_cancelled_with_its_answers(stage: Stage, step: str) -> None:
    stage.silent = {step}
    audit = await stage.start()
    await stage.until(step)
    if step == "report":
        await stage.settle()
    answers = len(await stage.rows("SELECT id FROM llm_responses"))
    await stage.give(deleted(stage))
    await stage.give(deleted(stage))
    [ended] = await stage.outbox(AuditCancelled)
    assert (ended.audit_id, ended.website_id, ended.answers) == (audit, WEBSITE, answers)
    assert (await stage.client.get(f"/v1/audits/{audit}")).status_code == 404
    await stage.settle()
    assert await stage.audits.runner.pass_deadlines() == 0
    assert not any((await contents(stage.unit, stage.tenant_id)).values())
    assert not stage.exchanges.kept


async def test_a_turn_under_way_keeps_nothing_of_a_website_that_was_erased_meanwhile(stage: Stage) -> None:
    await stage.start()
    await stage.until("converse")
    await stage.move()
    begun = await stage.worker.claim()
    assert begun
    await stage.give(deleted(stage))
    await stage.worker.drain()
    assert not any((await contents(stage.unit, stage.tenant_id)).values())
    assert not stage.exchanges.kept
    assert len(await stage.rows("SELECT id FROM cost_ledger")) in range(begun + 1), "what was asked is paid for"


async def test_nothing_that_comes_late_brings_anything_back(stage: Stage) -> None:
    audit = await stage.start()
    await stage.settle()
    await stage.give(deleted(stage))
    own = {"tenant_id": stage.tenant_id, "website_id": WEBSITE}
    late: list[Any] = [
        example(PageScraped).model_copy(update={**own, "audit_id": audit}),
        example(PromptClassified).model_copy(update={"tenant_id": stage.tenant_id, "audit_id": audit}),
        example(BrandStateExtracted).model_copy(update={**own, "audit_id": audit}),
        example(InputNeeded).model_copy(update={**own, "audit_id": audit}),
        stage.analysis(audit),
        example(AuditStepReplied).model_copy(update={"tenant_id": stage.tenant_id, "saga_id": audit}),
        *(
            example(contract).model_copy(update={**own, "saga_id": saga})
            for contract in (PlanConversations, ArchivePlan, HoldConversations, CancelRun)
            for saga in (audit, uuid7())
        ),
    ]
    for message in late:
        await stage.give(message.model_copy(update={"id": uuid7()}))
    assert not any((await contents(stage.unit, stage.tenant_id)).values())
    refused = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE), "panel": {"icps": 1}})
    assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (404, "website-not-found")
    said = {"website_id": str(WEBSITE), "facts": {"name": "Nora"}}
    assert (await stage.client.post("/v1/icps", json=said)).status_code == 404


@pytest.mark.parametrize("step", ["crawl", "plan", "converse", "report"])
async def test_an_organisation_is_erased_while_its_audit_runs(stage: Stage, unit: UnitOfWork, step: str) -> None:
    theirs = Stage.of(unit, stage.double, uuid7())
    await theirs.start()
    await theirs.settle()
    other, kept = await contents(unit, theirs.tenant_id), set(theirs.exchanges.kept)
    stage.silent = {step}
    audit = await stage.start()
    await stage.until(step)
    begun = await stage.worker.claim()
    order = example(EraseAudits).model_copy(update={"tenant_id": stage.tenant_id})
    await stage.give(order)
    await stage.worker.drain()
    await stage.give(order)
    [ended] = await stage.outbox(AuditCancelled)
    assert ended.audit_id == audit
    assert [each.outcome for each in await stage.outbox(ErasureStepReplied)] == ["done"]
    late = [stage.analysis(audit), example(PageScraped).model_copy(update={"audit_id": audit, "id": uuid7()})]
    for message in late:
        await stage.give(message.model_copy(update={"tenant_id": stage.tenant_id}))
    assert not any((await contents(unit, stage.tenant_id)).values()), f"with {begun} jobs under way"
    assert not stage.exchanges.kept
    refused = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE), "panel": {"icps": 1}})
    assert refused.status_code == 401
    assert await stage.audits.runner.pass_deadlines() == 0
    assert (await contents(unit, theirs.tenant_id), set(theirs.exchanges.kept)) == (other, kept)
    await theirs.audits.websites.close()
    await theirs.client.aclose()
