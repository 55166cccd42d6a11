"""A website was deleted: PostgreSQL and the graph are as if it had never been, and nothing that comes late is kept."""

import re
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from analyzer.answers.rescoring import store as rescorings
from analyzer.brands.rules.names import brand_id
from analyzer.brands.tables import brand_decisions
from analyzer.consumer import Experts, graph_subscriptions, subscriptions
from analyzer.graph.erasure.holdings import HOLDINGS
from analyzer.graph.handlers import draw_answers
from analyzer.graph.store import TenantGraph
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.shared.tables import metadata
from analyzer.sites.analysts import RuleAnalyst
from analyzer.sites.corrections import store as facts
from common.contracts.analyzer import BrandStateExtracted, PromptClassified, RescoringAdvanced, WebsiteAnalyzed
from common.contracts.collector import PageScraped, WebsiteDeleted
from common.contracts.message import Message
from common.contracts.simulator import (
    AnalyzeWebsite,
    ClassifyPrompts,
    ConfirmUnderstanding,
    ConversationsPlanned,
    ExtractBrandStates,
    ResponseReceived,
)
from common.contracts.tenants import EraseGraph, EraseReadings, ErasureStepReplied
from common.messaging.outcomes import HANDLER, AlreadyHandled, NotReady
from common.primitives.clock import ManualClock
from common.primitives.errors import NotFound
from common.primitives.ids import derived_id, uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.outbox import emitted

from .test_graph_store import contents as drawn

pytestmark = pytest.mark.engines
TOLD = (
    PageScraped, AnalyzeWebsite, ConfirmUnderstanding, ConversationsPlanned, ClassifyPrompts, ResponseReceived,
    ExtractBrandStates,
)  # fmt: skip
DRAWN = (WebsiteAnalyzed, ConversationsPlanned, PromptClassified, BrandStateExtracted)
OWN_RIVAL = ("Klaviyo", "Solitella")
"""A rival's name in the example, and what it is called in the story of the website that goes: no other knows it."""


class Website:
    """The committed story told of a website of its own."""

    def __init__(self, unit: UnitOfWork, graph: TenantGraph, tenant: UUID, *, rival: str = OWN_RIVAL[0]) -> None:
        self.unit, self.graph, self.tenant, self.rival = unit, graph, tenant, rival
        self.salt = uuid7()
        experts = Experts(RuleAnalyst(), RuleClassifier(), ManualClock())
        self.table = {each.contract: each for each in subscriptions(unit, experts)}
        self.drawing = {each.contract: each for each in graph_subscriptions(graph, unit)}
        self.id = self.retold(PageScraped).website_id

    def retold(self, contract: Any) -> Any:
        body = example(contract).model_dump_json()
        tenant = str(example(contract).tenant_id)
        ids = {own for own in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", body) if own != tenant}
        for own in ids:
            body = body.replace(own, str(derived_id(self.salt, own)))
        body = body.replace(tenant, str(self.tenant)).replace(OWN_RIVAL[0], self.rival)
        return contract.model_validate_json(body.replace(OWN_RIVAL[0].lower(), self.rival.lower()))

    async def give(self, message: Message, *, to_graph: bool = False) -> None:
        subscription = (self.drawing if to_graph else self.table)[type(message)]
        token = HANDLER.set(f"analyzer/{subscription.name}")
        try:
            await subscription.handle([message] if subscription.takes_lists else message)  # type: ignore[list-item]
        except AlreadyHandled:
            pass
        finally:
            HANDLER.reset(token)

    async def tell(self) -> list[Message]:
        """Everything that happens to a website; what was drawn of it."""
        known = {each.id for each in await emitted(self.unit, self.tenant)}
        for contract in TOLD:
            await self.give(self.retold(contract))
        async with self.unit.begin(self.tenant) as tx:
            await facts.say(tx, self.id, {"places": ["Ludlow"]}, 1, by=uuid7(), now=ManualClock().now())
            await facts.ask(tx, self.retold(ConfirmUnderstanding))
            await rescorings.begin(tx, uuid7(), self.id, "v", by=uuid7(), now=ManualClock().now())
        fresh = [each for each in await emitted(self.unit, self.tenant) if each.id not in known]
        events = [self.retold(ConversationsPlanned), *(each for each in fresh if isinstance(each, DRAWN))]
        for event in events:
            await self.give(event, to_graph=True)
        return events

    async def delete(self) -> None:
        told = {"tenant_id": self.tenant, "website_id": self.id, "id": uuid7()}
        event = example(WebsiteDeleted).model_copy(update=told)
        await self.give(event)
        await self.give(event, to_graph=True)


async def decided(unit: UnitOfWork, tenant: UUID, brand: UUID) -> None:
    """What somebody decided about a brand, which is never changed."""
    row = {"decision": "confirm", "decided_by": uuid7(), "decided_at": ManualClock().now(), "before": {}, "after": {}}
    async with unit.begin(tenant) as tx:
        await tx.execute(
            brand_decisions.insert().values(tenant_id=tenant, id=uuid7(), brand_id=brand, revision=1, **row)
        )


async def contents(unit: UnitOfWork, graph: TenantGraph, tenant: UUID) -> dict[str, Any]:
    """All that is held of a tenant but its log of messages and the tombstones."""
    found: dict[str, Any] = {"graph": await drawn(graph, tenant)}
    async with unit.looking(tenant) as tx:
        for table in (*metadata.tables, "saga_replies"):
            rows = (await tx.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))).mappings()
            found[table] = sorted(map(repr, map(dict, rows)))
    return found


async def test_every_store_is_as_if_the_website_had_never_been(unit: UnitOfWork, graph: TenantGraph) -> None:
    ours, theirs = uuid7(), uuid7()
    await Website(unit, graph, ours).tell()
    await Website(unit, graph, theirs).tell()
    before, other = await contents(unit, graph, ours), await contents(unit, graph, theirs)
    gone = Website(unit, graph, ours, rival=OWN_RIVAL[1])
    await gone.tell()
    await decided(unit, ours, brand_id(ours, OWN_RIVAL[1]))
    full = await contents(unit, graph, ours)
    grown = {name for name in before if len(full[name]) > len(before[name]) or name == "graph"}
    assert grown >= {rows.table.name for rows in HOLDINGS.rows} | {"brands"}
    assert OWN_RIVAL[1] in str(full["graph"])
    for _ in range(2):
        await gone.delete()
        now = await contents(unit, graph, ours)
        assert {name for name in before if now[name] != before[name]} == set()
        assert await contents(unit, graph, theirs) == other


async def test_nothing_that_comes_late_brings_anything_back(unit: UnitOfWork, graph: TenantGraph) -> None:
    tenant = uuid7()
    gone = Website(unit, graph, tenant)
    events = await gone.tell()
    await gone.delete()
    for contract in (*TOLD, RescoringAdvanced):
        message = gone.retold(contract)
        await gone.give(message)
        await gone.give(message.model_copy(update={"id": uuid7()}))
    for event in events:
        await gone.give(event, to_graph=True)
    left = await contents(unit, graph, tenant)
    assert not [name for name, rows in left.items() if rows and name != "graph"]
    assert not left["graph"]["relationships"]
    assert {label for node in left["graph"]["nodes"] for label in node["labels"]} <= {"LLMProvider", "BeliefType"}
    async with unit.begin(tenant) as tx:
        with pytest.raises(NotFound):
            await facts.take_turns(tx, gone.id)


async def test_what_a_dying_process_has_drawn_goes_with_the_next_message(unit: UnitOfWork, graph: TenantGraph) -> None:
    tenant = uuid7()
    gone = Website(unit, graph, tenant)
    events = await gone.tell()
    await gone.delete()
    answers = [each for each in events if isinstance(each, BrandStateExtracted)]
    await draw_answers(answers, store=graph)
    assert (await drawn(graph, tenant))["relationships"]
    await gone.give(answers[0], to_graph=True)
    assert not (await drawn(graph, tenant))["relationships"]


async def test_the_graph_waits_for_the_rows_to_go_first(unit: UnitOfWork, graph: TenantGraph) -> None:
    site = Website(unit, graph, uuid7())
    event = example(WebsiteDeleted).model_copy(update={"tenant_id": site.tenant, "website_id": site.id})
    with pytest.raises(NotReady):
        await site.give(event, to_graph=True)


async def test_an_organisation_is_erased_whole_and_the_other_stays_as_it_was(
    unit: UnitOfWork, graph: TenantGraph
) -> None:
    ours, theirs = uuid7(), uuid7()
    events = await (site := Website(unit, graph, ours)).tell()
    await Website(unit, graph, theirs).tell()
    other = await contents(unit, graph, theirs)
    assert (await drawn(graph, ours))["nodes"]
    orders = [example(each).model_copy(update={"tenant_id": ours}) for each in (EraseReadings, EraseGraph)]
    for _ in range(2):
        for order in orders:
            await site.give(order, to_graph=isinstance(order, EraseGraph))
        for contract in TOLD:  # what was on its way, and what was told before
            await site.give(site.retold(contract))
            await site.give(site.retold(contract).model_copy(update={"id": uuid7()}))
        for event in events:
            await site.give(event, to_graph=True)
        left = await contents(unit, graph, ours)
        assert not left.pop("graph")["nodes"]
        assert not {name for name, rows in left.items() if rows and name not in ("inbox", "outbox", "erasures")}
        assert await contents(unit, graph, theirs) == other
    answers = [each for each in await emitted(unit, ours) if isinstance(each, ErasureStepReplied)]
    assert [(each.step, each.outcome) for each in answers] == [("erase-readings", "done"), ("erase-graph", "done")]


async def test_what_a_dying_process_has_drawn_of_an_erased_organisation_goes_with_the_next_message(
    unit: UnitOfWork, graph: TenantGraph
) -> None:
    site = Website(unit, graph, uuid7())
    answers = [each for each in await site.tell() if isinstance(each, BrandStateExtracted)]
    await site.give(example(EraseGraph).model_copy(update={"tenant_id": site.tenant}), to_graph=True)
    await draw_answers(answers, store=graph)
    assert (await drawn(graph, site.tenant))["nodes"]
    await site.give(answers[0], to_graph=True)
    assert not (await drawn(graph, site.tenant))["nodes"]
