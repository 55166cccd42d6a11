"""The published language: what is committed is what the models say, and it only grows."""

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from common.contracts.message import Message
from common.contracts.publish import (
    asyncapi_document,
    broken_promises,
    current,
    examples,
    files,
    ledger,
    read_example,
    schema_of,
)
from common.contracts.publish.compatibility import binding, breaking_changes
from common.contracts.registry import MESSAGES, SERVICES, dead_letter_topic, topics
from common.messaging.envelope import Record, decode, headers_of

pytestmark = pytest.mark.contracts
ALL = sorted(MESSAGES.values(), key=lambda message: message.topic)


def _named(message: type[Message]) -> str:
    return message.topic


@pytest.mark.parametrize("path", sorted(files()), ids=lambda path: path.name)
def test_what_is_committed_is_what_the_models_say(path: Any) -> None:
    assert path.read_text(encoding="utf-8") == files()[path]


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_every_message_has_an_example_that_fits_its_schema_and_survives_the_wire(message: type[Message]) -> None:
    paths = examples(message)
    assert paths, f"{message.topic} has no committed example"
    for path in paths:
        if path.name.startswith(message.type_name()):
            body = json.loads(path.read_text(encoding="utf-8"))
            jsonschema.validate(body, schema_of(message), format_checker=jsonschema.FormatChecker())
        model = read_example(message, path)
        wire = Record(message.topic, 0, 0, model.key.encode(), model.model_dump_json().encode(), headers_of(model, "x"))
        assert decode(wire) == model


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_fields_of_a_newer_producer_are_ignored(message: type[Message]) -> None:
    body = json.loads(examples(message)[0].read_text(encoding="utf-8"))
    assert message.model_validate({**body, "added_later": {"x": 1}}) == message.model_validate(body)


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_names_follow_the_rule(message: type[Message]) -> None:
    producer, name = message.topic.split(".")
    assert producer in SERVICES
    assert name == name.lower()
    assert message.key_field in message.model_fields
    assert message.__doc__


def test_the_examples_tell_one_story_of_one_tenant() -> None:
    tenants = {json.loads(path.read_text())["tenant_id"] for message in ALL for path in examples(message)}
    assert len(tenants - {"00000000-0000-0000-0000-000000000000"}) == 1


def test_topics_include_dead_letters_and_the_heartbeat_of_every_connector() -> None:
    names = {topic.name for topic in topics()}
    for service in SERVICES:
        assert f"{service}.dead-letters" in names
        assert f"__debezium-heartbeat.{service}" in names


def test_the_asyncapi_documents_are_complete_together() -> None:
    channels = asyncapi_document("public")["channels"] | asyncapi_document("internal")["channels"]
    letters = {dead_letter_topic(service) for service in SERVICES}
    assert set(channels) == set(MESSAGES) | letters
    kinds = {topic: channel["tags"][0]["name"] for topic, channel in channels.items()}
    assert kinds == {topic: message.kind for topic, message in MESSAGES.items()} | dict.fromkeys(letters, "dead letter")


@pytest.mark.parametrize("visibility", ["public", "internal"])
def test_an_asyncapi_document_refers_only_to_what_it_holds(visibility: Any) -> None:
    document = asyncapi_document(visibility)
    assert {operation["channel"]["$ref"] for operation in document["operations"].values()} == {
        f"#/channels/{topic}" for topic in document["channels"]
    }

    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [found for value in node.values() for found in references(value)]
        return [found for value in node for found in references(value)] if isinstance(node, list) else []

    found = references(document)
    assert found
    for reference in found:
        target: Any = document
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]


PAGE = schema_of(MESSAGES["collector.page-scraped"])
JOINED = schema_of(MESSAGES["tenants.member-joined"])


def _planted(change: Any, into: dict[str, Any] = PAGE) -> dict[str, Any]:
    schema = deepcopy(into)
    change(schema)
    return schema


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["properties"].pop("url"),
        lambda s: s["properties"].__setitem__("url", {"type": "integer"}),
        lambda s: s["properties"]["page_type"]["x-extensible-enum"].pop(),
        lambda s: s["properties"]["page_type"].__setitem__("maxLength", 10),
        lambda s: s["properties"].__setitem__("page_type", {"type": "string", "enum": ["homepage"]}),
        lambda s: s["properties"].__setitem__("page_type", {"type": "string"}),
        lambda s: s["properties"]["url"].__setitem__("maxLength", 10),
        lambda s: s["required"].append("language"),
        lambda s: s["required"].remove("url"),
        lambda s: s["properties"]["language"].__setitem__("anyOf", [{"type": "null"}]),
    ],
    ids=[
        "field removed",
        "type changed",
        "word of an open set removed",
        "words of an open set narrowed",
        "open set closed",
        "open set given up",
        "narrowed",
        "made required",
        "made optional",
        "choice removed",
    ],
)
def test_a_planted_breaking_change_is_found(change: Any) -> None:
    assert breaking_changes(PAGE, _planted(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["properties"]["role"]["enum"].append("steward"),
        lambda s: s["properties"]["role"]["enum"].pop(),
        lambda s: s["properties"].__setitem__("role", _open(["admin", "member"])),
    ],
    ids=["new value", "value removed", "opened and a word removed"],
)
def test_a_planted_change_of_a_closed_set_is_found(change: Any) -> None:
    assert breaking_changes(JOINED, _planted(change, JOINED))


def _open(words: list[str]) -> dict[str, Any]:
    return {"type": "string", "format": "word", "maxLength": 64, "x-extensible-enum": words}


def test_a_set_may_be_opened_and_an_open_one_may_grow() -> None:
    roles = _open(["owner", "admin", "member", "viewer", "client", "billing", "steward"])
    assert not breaking_changes(JOINED, _planted(lambda s: s["properties"].__setitem__("role", roles), JOINED))
    grown = _planted(lambda s: s["properties"]["page_type"]["x-extensible-enum"].append("landing"))
    assert not breaking_changes(PAGE, grown)
    assert breaking_changes(grown, PAGE)


def test_prose_binds_nobody_and_stays_out_of_the_ledger() -> None:
    said = _planted(lambda s: s["properties"]["title"].update(description="Said anew.", **{"x-data": "technical"}))
    assert not breaking_changes(PAGE, said)
    assert binding(said) == binding(PAGE)
    assert "title" in binding(PAGE)["properties"], "a field may be called like a word of JSON Schema"


def test_an_added_optional_field_is_no_breaking_change() -> None:
    assert not breaking_changes(PAGE, _planted(lambda s: s["properties"].__setitem__("note", {"type": "string"})))
    assert not breaking_changes(PAGE, PAGE)


def test_nothing_that_was_published_is_taken_back() -> None:
    assert not broken_promises()


@pytest.mark.parametrize(
    "change",
    [
        {"key_field": "id"},
        {"partitions": 99},
        {"kind": "reply"},
        {"topic": "collector.page-read"},
        {"version": 0},
        {"visibility": "internal"},
        {"retention_days": 7},
        {"retention_days": None},
    ],
)
def test_a_planted_change_of_a_topic_is_found(change: dict[str, Any]) -> None:
    page = next(each for each in current() if each["topic"] == "collector.page-scraped")
    assert not ledger.faults([page], [page])
    assert ledger.faults([page], [{**page, **change}])


def test_longer_retention_and_publication_break_nothing() -> None:
    page = next(each for each in current() if each["topic"] == "collector.page-scraped")
    assert not ledger.faults([page], [{**page, "retention_days": 60}])
    assert not ledger.faults([{**page, "visibility": "internal"}], [page])
    assert not ledger.faults([{k: v for k, v in page.items() if k != "visibility"}], [page])


def test_a_model_and_its_schema_edited_together_are_found() -> None:
    page = next(each for each in current() if each["topic"] == "collector.page-scraped")
    edited = {**page, "schema": _planted(lambda s: s["properties"].pop("url"))}
    assert ledger.faults([page], [edited])
    assert not ledger.faults([page], [{**edited, "version": 2}])
    assert ledger.faults([page], [{**edited, "version": 2}], lambda _topic, _version: False), (
        "nothing upcasts version 1"
    )


def test_a_line_that_is_edited_out_of_the_ledger_is_found() -> None:
    assert ledger.lost_lines("a\nB\nc\n", ["a\n", "a\nb\n"]) == ["b"]
    assert not ledger.lost_lines("a\nb\nc\n", ["a\n", "a\nb\n"])
