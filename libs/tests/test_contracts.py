"""The published language: what is committed is what the models say, and it only grows."""

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from common.contracts import ledger
from common.contracts.compatibility import breaking_changes
from common.contracts.message import Message
from common.contracts.publish import asyncapi, broken_promises, current, examples, files, read_example, schema_of
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


def test_the_asyncapi_document_is_complete_and_refers_only_to_what_it_holds() -> None:
    document = asyncapi()
    letters = {dead_letter_topic(service) for service in SERVICES}
    assert set(document["channels"]) == set(MESSAGES) | letters
    kinds = {topic: channel["tags"][0]["name"] for topic, channel in document["channels"].items()}
    assert kinds == {topic: message.kind for topic, message in MESSAGES.items()} | dict.fromkeys(letters, "dead letter")
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


def _planted(change: Any) -> dict[str, Any]:
    schema = deepcopy(PAGE)
    change(schema)
    return schema


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["properties"].pop("url"),
        lambda s: s["properties"].__setitem__("url", {"type": "integer"}),
        lambda s: s["properties"]["page_type"]["enum"].append("landing"),
        lambda s: s["properties"]["page_type"]["enum"].pop(),
        lambda s: s["properties"]["url"].__setitem__("maxLength", 10),
        lambda s: s["required"].append("language"),
        lambda s: s["required"].remove("url"),
        lambda s: s["properties"]["language"].__setitem__("anyOf", [{"type": "null"}]),
    ],
    ids=[
        "field removed",
        "type changed",
        "new value",
        "value removed",
        "narrowed",
        "made required",
        "made optional",
        "choice removed",
    ],
)
def test_a_planted_breaking_change_is_found(change: Any) -> None:
    assert breaking_changes(PAGE, _planted(change))


def test_an_added_optional_field_is_no_breaking_change() -> None:
    assert not breaking_changes(PAGE, _planted(lambda s: s["properties"].__setitem__("note", {"type": "string"})))
    assert not breaking_changes(PAGE, PAGE)


def test_nothing_that_was_published_is_taken_back() -> None:
    assert not broken_promises()


@pytest.mark.parametrize(
    "change",
    [{"key_field": "id"}, {"partitions": 99}, {"kind": "reply"}, {"topic": "collector.page-read"}, {"version": 0}],
)
def test_a_planted_change_of_a_topic_is_found(change: dict[str, Any]) -> None:
    page = next(each for each in current() if each["topic"] == "collector.page-scraped")
    assert not ledger.faults([page], [page])
    assert ledger.faults([page], [{**page, **change}])


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
