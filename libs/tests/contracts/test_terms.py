"""What another team may rely on is said of every topic and of every field, and the broker is told the same."""

from typing import Any

import pytest

from common.contracts.message import OWNERS, Content, Event, Message, Personal, State
from common.contracts.publish import asyncapi_document, schema_of
from common.contracts.publish.schemas import fields_holding
from common.contracts.registry import DAY_MS, MESSAGES, SERVICES, topics

pytestmark = pytest.mark.contracts
ALL = sorted(MESSAGES.values(), key=lambda message: message.topic)
CHANNELS = asyncapi_document("public")["channels"] | asyncapi_document("internal")["channels"]


def _named(message: type[Message]) -> str:
    return message.topic


def objects_of(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The message and every value inside it, with the name it has in the schema."""
    return [("the message", schema), *schema.get("$defs", {}).items()]


def undescribed(schema: dict[str, Any]) -> list[str]:
    """Fields of which a reader learns no more than the name."""
    return [
        f"{owner}.{name}"
        for owner, each in objects_of(schema)
        for name, field in each.get("properties", {}).items()
        if len(field.get("description", "").split()) < 2
    ]


def unclassified(schema: dict[str, Any]) -> list[str]:
    """Free texts that don't say what they hold."""
    return [
        f"{owner}.{name}"
        for owner, each in objects_of(schema)
        for name, field in each.get("properties", {}).items()
        if _holds_free_text(field) and "x-data" not in field
    ]


def _holds_free_text(field: dict[str, Any]) -> bool:
    parts = [*field.get("anyOf", ()), *([field["items"]] if isinstance(field.get("items"), dict) else ())]
    own = field.get("type") == "string" and not field.keys() & {"format", "enum", "const"}
    loose = field.get("type") == "object" and "properties" not in field and not _is_count(field)
    return own or loose or any(_holds_free_text(each) for each in parts)


def _is_count(field: dict[str, Any]) -> bool:
    names = field.get("propertyNames", {})
    return field.get("additionalProperties") == {"type": "integer"} and "x-extensible-enum" in names


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_every_field_is_described(message: type[Message]) -> None:
    assert not undescribed(schema_of(message))


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_every_free_text_says_what_it_holds(message: type[Message]) -> None:
    assert not unclassified(schema_of(message))


def test_a_user_is_personal_data_wherever_one_is_named() -> None:
    for message in ALL:
        told = {path.rsplit(".", 1)[-1] for path in fields_holding(schema_of(message), "personal")}
        named = {name for name in message.model_fields if name.endswith("_by") or name == "user_id"}
        named -= {"erase_by"}  # a moment
        assert named <= told, message.topic


class ThingNoted(Event):
    """A contract with everything missing that a contract must say."""

    topic = "tenants.thing-noted"
    key_field = "thing"

    thing: str
    texts: tuple[str, ...] | None = None
    extras: dict[str, int]
    named: Content[str]
    owner: Personal[str | None] = None


def test_a_planted_field_without_a_word_is_found() -> None:
    schema = schema_of(ThingNoted)
    own = {"thing", "texts", "extras", "named", "owner"}
    assert undescribed(schema) == [f"the message.{name}" for name in schema["properties"] if name in own]
    assert unclassified(schema) == ["the message.thing", "the message.texts", "the message.extras"]
    assert fields_holding(schema, "personal") == ["owner"]


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_every_topic_has_terms(message: type[Message]) -> None:
    terms = message.terms
    assert message.producer() in OWNERS
    assert terms.purpose.endswith(".")
    assert terms.orders
    assert (terms.status == "deprecated") == (terms.ends is not None)
    assert (terms.cleanup == "compact") == issubclass(message, State)
    if message.kind in ("event", "state"):
        assert "terms" in vars(message), "said of this topic, not of many"
    else:
        assert message.visibility() == "internal"


def test_every_service_has_an_owner() -> None:
    assert set(OWNERS) == set(SERVICES)


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_the_broker_is_told_what_the_terms_say_and_the_document_says_the_same(message: type[Message]) -> None:
    [topic] = [each for each in topics() if each.name == message.topic]
    days, shown = message.terms.retention_days, CHANNELS[message.topic]
    told = shown["bindings"]["kafka"]["topicConfiguration"]
    assert topic.settings["cleanup.policy"] == message.terms.cleanup
    assert told["cleanup.policy"] == [message.terms.cleanup]
    assert shown["bindings"]["kafka"]["partitions"] == topic.partitions == message.partitions
    if days is None:
        assert "retention.ms" not in topic.settings
        assert "retention.ms" not in told
    else:
        assert topic.settings["retention.ms"] == str(days * DAY_MS) == str(told["retention.ms"])
        assert shown["x-terms"]["retention"] == f"{days} days"


def test_the_terms_name_where_personal_data_and_content_stand() -> None:
    assert CHANNELS["tenants.member-joined"]["x-terms"]["personalData"] == ["user_id"]
    content = CHANNELS["analyzer.brand-state-extracted"]["x-terms"]["customerContent"]
    assert {"prompt_text", "states[].brand", "states[].evidence[].text", "classification.cues"} <= set(content)
    assert CHANNELS["tenants.member-joined"]["x-terms"]["owner"]["team"] == "Identity"


def test_the_public_document_holds_no_command_and_no_reply() -> None:
    public, internal = asyncapi_document("public"), asyncapi_document("internal")
    assert {MESSAGES[topic].kind for topic in public["channels"]} <= {"event", "state"}
    assert not public["channels"].keys() & internal["channels"].keys()
    assert "DeadLetter" not in public["components"]["messages"]


@pytest.mark.parametrize("visibility", ["public", "internal"])
def test_the_documents_name_servers_and_how_one_is_let_in(visibility: Any) -> None:
    document = asyncapi_document(visibility)
    production, local = document["servers"]["production"], document["servers"]["local"]
    assert production["protocol"] == "kafka-secure"
    schemes = document["components"]["securitySchemes"]
    used = [reference["$ref"].rsplit("/", 1)[-1] for reference in production["security"]]
    assert [schemes[name]["type"] for name in used] == ["scramSha512", "X509"]
    assert local["protocol"] == "kafka"
    assert "security" not in local
    assert local["variables"]["host"]["default"] == "127.0.0.1"
