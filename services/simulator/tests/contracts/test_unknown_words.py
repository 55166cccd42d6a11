"""A word that simulator does not know is kept as it came; a plan can be made from a business of unknown model."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common.contracts.analyzer import InputNeeded, WebsiteAnalyzed
from common.contracts.publish.unknown_words import NEW_WORD, examples_with_unknown_words, open_fields
from common.contracts.vocabulary import Panel
from common.primitives.ids import uuid7
from simulator.consumer import subscriptions
from simulator.plans import store
from simulator.plans.rules.planning import plan_of

from ..stage import Stage

pytestmark = pytest.mark.contracts
COUNTED = {"collector.page-scraped": "page", "analyzer.prompt-classified": "prompt"}
COUNTED_TWICE = {"analyzer.brand-state-extracted": ("answer", "brand")}


async def test_every_unknown_word_is_kept_or_counted(stage: Stage) -> None:
    table = subscriptions(stage.unit, stage.audits.runner, stage.providers, stage.exchanges)
    contracts = {each.contract for each in table if open_fields(each.contract)}
    kept = {WebsiteAnalyzed.topic, InputNeeded.topic}
    assert {each.topic for each in contracts} == kept | COUNTED.keys() | COUNTED_TWICE.keys()
    for contract in sorted(contracts, key=lambda each: each.topic):
        for field, message in examples_with_unknown_words(contract, stage.tenant_id):
            await stage.give(message)
            if isinstance(message, WebsiteAnalyzed):
                await _assert_planned(stage, message)
            elif isinstance(message, InputNeeded):
                await _assert_shown(stage, message)
            else:
                assert await _progress(stage) >= {COUNTED.get(contract.topic, "brand")}, field


async def _assert_planned(stage: Stage, message: WebsiteAnalyzed) -> None:
    async with stage.unit.begin(stage.tenant_id) as tx:
        kept = await store.analysis(tx, message.analysis_id)
    assert kept == message
    planned = plan_of(kept, Panel(icps=5, conversations=2), "en")
    assert planned.conversations
    if kept.business_model == NEW_WORD:
        both = plan_of(kept.model_copy(update={"business_model": "b2b2c"}), Panel(icps=5, conversations=2), "en")
        assert planned == both


async def _assert_shown(stage: Stage, message: InputNeeded) -> None:
    """An audit that waits shows what is needed in the words in which it came."""
    stage.silent.add("confirm")
    if not (await stage.client.get("/v1/audits")).json()["items"]:
        await stage.start()
        await stage.settle()
    [audit] = (await stage.client.get("/v1/audits")).json()["items"]
    own = message.model_copy(update={"id": uuid7(), "audit_id": UUID(audit["id"])})
    await stage.give(own)
    shown = await stage.show(UUID(audit["id"]))
    assert shown["needs"]["fields"] == list(own.fields)
    assert [each["field"] for each in shown["needs"]["understood"]] == [each.field for each in own.understood]


async def _progress(stage: Stage) -> set[Any]:
    async with stage.unit.begin(stage.tenant_id) as tx:
        return set((await tx.execute(text("SELECT kind FROM audit_progress"))).scalars())
