"""A word that reports does not know is stored as it came and shown under itself, beside those that have a meaning."""

from dataclasses import replace
from typing import Any

import pytest

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.analyzer import BrandStateExtracted, WebsiteAnalyzed
from common.contracts.publish.unknown_words import NEW_WORD, examples_with_unknown_words, open_fields
from common.contracts.simulator import ConversationsPlanned, ResponseReceived
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from reports.audits.handlers import keep_material
from reports.audits.material import of_audit
from reports.audits.store import figures_of
from reports.consumer import subscriptions
from reports.documents.rules.compose import compose
from reports.documents.rules.document import from_json, to_json
from reports.pages.html import render
from reports.pages.rendering import files_of
from reports.pages.rules.views import presence_counts

from .cases import Case, in_process
from .test_reactions import consume

pytestmark = pytest.mark.contracts
SHOWN = {
    "slices[].brands[].presence.newcomer",
    "slices[].brands[].beliefs.newcomer",
    "evidence[].presence",
    "evidence[].belief",
    "evidence[].provider",
}
PASSED_ON = (WebsiteAnalyzed, ConversationsPlanned, ResponseReceived, BrandStateExtracted)
"""What the export shows as it was announced."""
LEFT_OUT = {"slices[].by", "evidence[].ground"}
"""A cut, and a ground, of which nothing is known is in the export; the page has no place or no words for it."""


async def test_every_unknown_word_is_stored_and_shown(unit: UnitOfWork, objects: Any) -> None:
    listening = {each.contract for each in subscriptions(unit, objects, in_process) if open_fields(each.contract)}
    assert listening == {ShareOfVoiceMaterialised, *PASSED_ON}
    met = set()
    for field, changed in examples_with_unknown_words(ShareOfVoiceMaterialised, uuid7()):
        message = changed.model_copy(update={"tenant_id": uuid7()})
        await consume(unit, objects, message)
        async with unit.begin(message.tenant_id) as tx:
            kept = await figures_of(tx, message.audit_id)
        assert kept == message
        document = compose(replace(Case().facts(), figures=kept))
        assert from_json(to_json(document)) == document
        files = {each.format: each.body.decode() for each in files_of(document, render(document))}
        assert (NEW_WORD in files["html"]) == (field in SHOWN), field
        assert NEW_WORD in files["json"]
        met.add(field)
    assert met == SHOWN | LEFT_OUT


async def test_every_unknown_word_of_what_figures_rest_on_is_passed_on(unit: UnitOfWork) -> None:
    for contract in PASSED_ON:
        for field, changed in examples_with_unknown_words(contract, uuid7()):
            message = changed.model_copy(update={"tenant_id": uuid7(), "run_id": uuid7()})
            told = [message]
            if contract is WebsiteAnalyzed:
                plan = {"tenant_id": message.tenant_id, "audit_id": message.audit_id}
                told += [example(ConversationsPlanned).model_copy(update={**plan, "analysis_id": message.analysis_id})]
            if contract is BrandStateExtracted:
                told += [
                    example(ResponseReceived).model_copy(
                        update=dict(message.context()) | {"tenant_id": message.tenant_id}
                    )
                ]
            await keep_material(told, unit=unit)
            async with unit.begin(message.tenant_id) as tx:
                found = await of_audit(tx, message.audit_id, message.run_id)
            assert NEW_WORD in found.model_dump_json() or field.startswith("brands[]"), field


def test_answers_under_an_unknown_state_are_not_counted_as_ignored() -> None:
    changed = dict(examples_with_unknown_words(ShareOfVoiceMaterialised, uuid7()))
    brand = changed["slices[].brands[].presence.newcomer"].slices[0].brands[1]
    counts = presence_counts(brand, 5)
    assert counts == {**brand.presence, "ignored": 5 - brand.mentions - 1}
    assert list(counts)[-2:] == [NEW_WORD, "ignored"]
