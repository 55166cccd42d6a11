"""A word that analytics does not know is kept as a fact, shown as it came, and counted as none of the known ones."""

from datetime import UTC, datetime
from typing import Any

import pytest

from analytics.app import api
from analytics.consumer import subscriptions
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.publish import examples, read_example
from common.contracts.publish.unknown_words import NEW_WORD, examples_with_unknown_words, open_fields
from common.contracts.simulator import MaterialiseShareOfVoice
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer

from .test_contract_examples import contents

pytestmark = pytest.mark.contracts
FACTS = {
    "classification.intent": "intent",
    "classification.funnel_stage": "funnel_stage",
    "classification.query_intent": "query_intent",
    "provider": "provider",
    "states[].presence": "presence",
    "states[].belief": "belief",
    "states[].ground.kind": "ground",
}
"""The field of the message and the column of its fact. What is read more closely has no fact yet."""
NO_FACT = {"depth", "states[].kind", "states[].judgement.rules_presence", "states[].judgement.rules_belief"}
NO_FACT |= {"states[].judgement.differs[]"}


async def test_every_unknown_word_becomes_a_fact_and_figures(unit: UnitOfWork, clickhouse: ClickHouse) -> None:
    table = {each.contract.topic: each for each in subscriptions(unit, clickhouse, _clock())}
    listening = [each for each in table.values() if open_fields(each.contract)]
    assert {each.contract.topic for each in listening} == {"analyzer.brand-state-extracted"}
    met = set()
    for field, example in examples_with_unknown_words(listening[0].contract, uuid7()):
        event = example.model_copy(update={"tenant_id": uuid7()})
        await listening[0].handle([event])
        command = _order().model_copy(update={"id": uuid7(), "tenant_id": event.tenant_id})
        await table[command.topic].handle(command)
        kept = await contents(unit, clickhouse, event.tenant_id)
        facts = [row for name in ("answers", "brand_state_facts") for row in kept[name] if _is_of(row, event)]
        if field in FACTS:
            assert NEW_WORD in {row.get(FACTS[field]) for row in facts}, field
        told = _told(kept["outbox"])
        assert told, field
        if field == "states[].presence":
            _assert_counted_under_itself(told)
            shown = await _shown(unit, clickhouse, told)
            assert [brand["presence"] for brand in shown if brand["mentions"]] == [{NEW_WORD: 1}, {NEW_WORD: 1}]
        if field == "states[].belief":
            assert {NEW_WORD: 1} in [brand.beliefs for brand in told.slices[0].brands]
        if field in ("classification.funnel_stage", "provider"):
            assert NEW_WORD in {part.value for part in told.slices if part.by == field.split(".")[-1]}
        met.add(field)
    assert met == FACTS.keys() | NO_FACT


def _assert_counted_under_itself(told: ShareOfVoiceMaterialised) -> None:
    """The brand is named: that much is known. It is neither recommended nor trusted."""
    named = [brand for brand in told.slices[0].brands if brand.mentions]
    assert named
    for brand in named:
        assert brand.presence == {NEW_WORD: 1}
        assert (brand.visibility.value, brand.recommendation_rate.value, brand.trust_score.value) == (1, 0, 0)
    assert {quote.presence for quote in told.evidence} == {NEW_WORD}


async def _shown(unit: UnitOfWork, clickhouse: ClickHouse, told: ShareOfVoiceMaterialised) -> list[dict[str, Any]]:
    """The brands of the first slice as the API shows them."""
    async with client_of(api(unit, clickhouse, KnownTokens(), None)) as client:
        about = {"website_id": str(told.website_id), "definition": 2}
        answer = await client.get("/v1/share-of-voice", params=about, headers=bearer(told.tenant_id))
    assert answer.status_code == 200, answer.text
    brands: list[dict[str, Any]] = answer.json()["slices"][0]["brands"]
    return brands


def _clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 3, tzinfo=UTC))


def _order() -> MaterialiseShareOfVoice:
    return read_example(MaterialiseShareOfVoice, examples(MaterialiseShareOfVoice)[0])


def _is_of(row: dict[str, Any], event: Any) -> bool:
    return str(row["tenant_id"]) == str(event.tenant_id)


def _told(outbox: list[dict[str, Any]]) -> ShareOfVoiceMaterialised:
    [payload] = [row["payload"] for row in outbox if row["topic"] == ShareOfVoiceMaterialised.topic]
    return ShareOfVoiceMaterialised.model_validate_json(payload)
