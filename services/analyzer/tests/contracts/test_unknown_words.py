"""A word that analyzer does not know is stored and passed on as it came, and works as none of the known ones."""

from typing import Any
from uuid import UUID

import pytest

from analyzer.consumer import Experts, graph_subscriptions, subscriptions
from analyzer.graph.store import TenantGraph
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.sites.analysts import RuleAnalyst
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.collector import PageScraped, WebsiteDeleted
from common.contracts.message import Message
from common.contracts.publish.unknown_words import NEW_WORD, examples_with_unknown_words, open_fields
from common.contracts.simulator import (
    AnalyzeWebsite,
    AuditStepReplied,
    ClassifyPrompts,
    ConversationsPlanned,
    ResponseReceived,
)
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example

from ..graph.test_graph_store import _owned as owned
from ..graph.test_graph_store import contents as drawn
from .test_contract_examples import contents

pytestmark = pytest.mark.contracts
STORY: dict[str, list[type[Message]]] = {
    "collector.page-scraped": [AnalyzeWebsite],
    "simulator.conversations-planned": [ClassifyPrompts],
    "simulator.response-received": [],
}
"""What is ordered after a message, so that whatever works with the stored word has worked with it."""
DRAWN = {
    "classification.intent",
    "classification.funnel_stage",
    "states[].presence",
    "states[].belief",
    "provider",
}
"""What the graph shows; the rest is not drawn, and harms nothing."""


async def test_every_unknown_word_is_kept_and_worked_with(unit: UnitOfWork) -> None:
    table = {
        each.contract: each for each in subscriptions(unit, Experts(RuleAnalyst(), RuleClassifier(), ManualClock()))
    }
    assert {contract.topic for contract in table if open_fields(contract)} == STORY.keys()
    for contract in (PageScraped, ConversationsPlanned, ResponseReceived):
        for field, example_message in examples_with_unknown_words(contract, uuid7()):
            tenant = uuid7()
            message = _of(tenant, example_message)
            if contract is ResponseReceived:
                await table[ConversationsPlanned].handle(_of(tenant, example(ConversationsPlanned)))
                await table[ClassifyPrompts].handle(_of(tenant, example(ClassifyPrompts)))
            await table[contract].handle([message] if table[contract].takes_lists else message)
            for order in STORY[contract.topic]:
                await table[order].handle(_of(tenant, example(order)))
            kept = await contents(unit, tenant)
            if not field.startswith("icps[]"):  # of a plan, the prompts are kept; profiles are simulator's
                assert NEW_WORD in str([kept[name] for name in ("website_pages", "prompts", "answers")]), field
            if contract is ResponseReceived:
                [told] = [row["payload"] for row in kept["outbox"] if row["topic"] == BrandStateExtracted.topic]
                assert BrandStateExtracted.model_validate_json(told).provider == NEW_WORD
            replies = [row["payload"] for row in kept["outbox"] if row["topic"] == AuditStepReplied.topic]
            assert all('"outcome":"done"' in reply for reply in replies), field
            assert bool(replies) or contract is ResponseReceived


async def test_every_unknown_word_is_drawn(graph: TenantGraph, unit: UnitOfWork) -> None:
    met = set()
    for subscription in graph_subscriptions(graph, unit):
        if subscription.contract is WebsiteDeleted:
            continue  # nothing is drawn by it
        for field, example_message in examples_with_unknown_words(subscription.contract, uuid7()):
            tenant = uuid7()
            await subscription.handle([owned(example_message, tenant)])
            if field in DRAWN:
                assert NEW_WORD in str(await drawn(graph, tenant)), field
                met.add(field)
    assert met == DRAWN


def _of(tenant: UUID, message: Any) -> Any:
    return message.model_copy(update={"tenant_id": tenant, "id": uuid7()})
