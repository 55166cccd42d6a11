"""The context of an answer is spelled out once: messages inherit it, and columns can be made of every field."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel, create_model

from common.contracts.answer import AnswerContext, AuditContext, QuestionContext, RunContext, WebsiteContext
from common.contracts.message import Content, Event, Message, Open, Technical
from common.contracts.message.holding import Holding, holding
from common.contracts.publish import examples
from common.contracts.registry import MESSAGES
from common.contracts.vocabulary import Presence
from common.stores.postgres.columns import columns_of

pytestmark = pytest.mark.contracts
LEVELS = (RunContext, QuestionContext, AnswerContext)
"""From a run on, what has the fields of a level is about that level; an audit's id alone is in other messages, too."""
OWNED = sorted((each for each in MESSAGES.values() if issubclass(each, WebsiteContext)), key=lambda each: each.topic)


def spelled_out(messages: Iterable[type[Message]]) -> list[str]:
    """Messages that have the fields of a level of the context without inheriting them."""
    return [
        f"{message.__name__} has the fields of {level.__name__}: inherit them"
        for message in messages
        for level in LEVELS
        if _required(level) <= message.model_fields.keys() and not issubclass(message, level)
    ]


def _required(level: type[BaseModel]) -> set[str]:
    return {name for name, field in level.model_fields.items() if field.is_required()}


def test_messages_inherit_the_context_and_do_not_spell_it_out() -> None:
    assert spelled_out(MESSAGES.values()) == []
    whole = {each.__name__ for each in MESSAGES.values() if issubclass(each, AnswerContext)}
    assert whole == {"ResponseReceived", "BrandStateExtracted"}


def test_a_message_that_spells_the_context_out_is_found() -> None:
    fields: dict[str, Any] = {name: (field.annotation, ...) for name, field in QuestionContext.model_fields.items()}
    planted = create_model("Planted", __base__=Event, **fields)
    assert spelled_out([planted]) == [
        "Planted has the fields of RunContext: inherit them", "Planted has the fields of QuestionContext: inherit them",
    ]  # fmt: skip


def test_a_part_is_of_the_class_that_is_asked_for_and_of_no_other() -> None:
    [body] = [json.loads(path.read_text("utf-8")) for path in examples(MESSAGES["simulator.response-received"])]
    event = MESSAGES["simulator.response-received"].model_validate_json(json.dumps(body))
    assert isinstance(event, AnswerContext)
    context = event.context()
    assert type(context) is AnswerContext
    assert dict(context) == {name: value for name, value in event if name in AnswerContext.model_fields}
    assert AuditContext.part_of(context) == AuditContext.part_of(event) != context


@pytest.mark.parametrize("message", OWNED, ids=lambda each: each.topic)
def test_what_is_nobodys_clients_is_on_the_wire_as_it_was_before_clients(message: type[Message]) -> None:
    for path in examples(message):
        body = json.loads(path.read_text("utf-8"))
        assert json.loads(message.model_validate_json(json.dumps(body)).model_dump_json())["client_id"]
        del body["client_id"]
        before = message.model_validate_json(json.dumps(body))
        assert isinstance(before, WebsiteContext)
        assert before.client_id is None
        assert "client_id" not in before.model_dump_json()


# -- columns ------------------------------------------------------------------------------------------------------


def test_a_column_can_be_made_of_each_field() -> None:
    columns = columns_of(AnswerContext, own_id="response_id")
    assert [column.key for column in columns] == list(AnswerContext.model_fields)
    assert [column.name for column in columns if column.name != column.key] == ["id"]
    optional = {name for name, field in AnswerContext.model_fields.items() if not field.is_required()}
    assert {column.key for column in columns if column.nullable} == optional >= {"client_id"}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (UUID | None, Holding(UUID, null=True)),
        (Technical[str], Holding(str, data="technical")),
        (Content[tuple[str, ...]], Holding(str, many=True, data="customer-content")),
        (tuple[int, ...], Holding(int, many=True)),
        (Open[Presence], Holding(str, data="technical")),
        (Open[Presence] | None, Holding(str, null=True, data="technical")),
        (datetime, Holding(datetime)),
    ],
    ids=["an id or null", "ours", "texts of a customer", "numbers", "a word", "a word or null", "a moment"],
)
def test_what_a_field_holds_is_read_off_its_annotation(annotation: Any, expected: Holding) -> None:
    model = create_model("Held", field=(annotation, ...))
    assert holding(model.model_fields["field"]) == expected


@pytest.mark.parametrize("annotation", [dict[str, int], int | str, AnswerContext, tuple[int, int]], ids=str)
def test_what_no_column_can_be_made_of_is_refused(annotation: Any) -> None:
    model = create_model("Held", field=(annotation, ...))
    with pytest.raises(TypeError, match="no column can be made of"):
        holding(model.model_fields["field"])
