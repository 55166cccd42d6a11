"""The document: what it is composed of, and that it is stable."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import ValidationError

from reports.documents.rules.compose import compose, report_id
from reports.documents.rules.document import from_json, json_schema, to_json

pytestmark = pytest.mark.pure


def test_the_same_facts_give_the_same_document_to_the_byte(case: Callable[..., Any]) -> None:
    assert to_json(case().document()) == to_json(case().document())


def test_a_stored_document_is_read_back_whole(case: Callable[..., Any]) -> None:
    document = case(conversations=6, failed=2).document()
    assert from_json(to_json(document)) == document


def test_the_export_has_sorted_keys_and_every_figure_with_its_interval(case: Callable[..., Any]) -> None:
    text = to_json(case().document()).decode()
    values = json.loads(text)
    assert text == json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    first = values["slices"][0]["brands"][0]
    assert {"share_of_voice", "visibility", "average_position"} <= first.keys()
    assert first["share_of_voice"].keys() == {"value", "low", "high", "reason"}


def test_a_document_of_another_format_is_refused(case: Callable[..., Any]) -> None:
    values = json.loads(to_json(case().document()))
    values["format_version"] = 2
    with pytest.raises(ValidationError):
        from_json(json.dumps(values))


def test_brands_are_in_order_of_mentions_whatever_order_they_came_in(case: Callable[..., Any]) -> None:
    facts = case().facts()
    turned = [part.model_copy(update={"brands": tuple(reversed(part.brands))}) for part in facts.figures.slices]
    figures = facts.figures.model_copy(update={"slices": tuple(turned)})
    assert to_json(compose(facts)) == to_json(compose(replace(facts, figures=figures)))
    mentions = [brand.mentions for brand in compose(facts).slices[0].brands]
    assert mentions == sorted(mentions, reverse=True)


def test_the_customers_brand_is_the_tracked_one(case: Callable[..., Any]) -> None:
    document = case().document()
    own = document.own(document.whole())
    assert document.brand == "Tillvane"
    assert own is not None
    assert own.tracked


def test_without_a_tracked_brand_the_audits_name_stands_in_and_no_figure_is_claimed(case: Callable[..., Any]) -> None:
    facts = case(own="Tillvane", odds=(("Mailchimp", 0.6), ("Brevo", 0.4))).facts()
    document = compose(facts)
    assert document.brand == "Tillvane"
    assert document.brand_id is None
    assert any("not among the brands that were looked for" in caution for caution in document.cautions)


def test_one_audit_has_one_report_id_and_tenants_do_not_share_it(case: Callable[..., Any]) -> None:
    one = case()
    assert one.document().report_id == report_id(one.tenant, one.audit_id)
    assert report_id(one.tenant, one.audit_id) != report_id(one.audit_id, one.audit_id)


def test_characters_that_json_must_escape_come_back_unchanged(case: Callable[..., Any]) -> None:
    document = case(pattern="\x00\x1f\u2028 @ \U0001f600").document()
    assert b"\x00" not in to_json(document)
    assert from_json(to_json(document)).evidence[0].text == document.evidence[0].text


def test_the_export_is_what_the_committed_schema_says(case: Callable[..., Any]) -> None:
    committed = (Path(__file__).parent.parent / "report.schema.json").read_bytes()
    assert committed == json_schema(), "the export has changed: write the schema anew, see the README"
    validator = jsonschema.Draft202012Validator(json.loads(committed))
    for document in (case().document(), case(conversations=0).document()):
        validator.validate(json.loads(to_json(document)))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"format_version": 1})
