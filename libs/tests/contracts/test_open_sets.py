"""Words of sets that grow: ours must be known, what is read is carried."""

import json
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from common.contracts.message import NO_TENANT, Event, Open, UnknownWord, Value, as_it_came, is_known
from common.contracts.publish import schema_of
from common.contracts.vocabulary import Belief, Presence

pytestmark = pytest.mark.contracts


class Shade(Value):
    """A value with sets in every place where a model can have one."""

    presence: Open[Presence]
    belief: Open[Belief] | None = None
    counted: dict[Open[Presence], int] = {}  # noqa: RUF012 - a pydantic default
    several: tuple[Open[Belief], ...] = ()


class ShadeSeen(Event):
    """A message that holds one."""

    topic = "analyzer.shade-seen"
    key_field = "id"

    shade: Shade


NEW: dict[str, Any] = {"presence": "sponsored", "belief": "scarcity", "counted": {"sponsored": 2}, "several": ["fear"]}


def _read(**shade: Any) -> Shade:
    body = {"id": str(UUID(int=1)), "tenant_id": str(NO_TENANT), "occurred_at": "2026-11-02T09:00:00Z", "shade": shade}
    return ShadeSeen.model_validate_json(json.dumps(body)).shade


def test_what_is_read_carries_unknown_words_and_goes_out_as_it_came() -> None:
    shade = _read(**NEW)
    assert shade.presence == "sponsored"
    assert not is_known(shade.presence)
    assert json.loads(shade.model_dump_json()) == NEW
    assert shade.model_dump(mode="json") == NEW


def test_a_known_word_stays_itself() -> None:
    shade = _read(presence="trusted", counted={"trusted": 1})
    assert shade == Shade(presence="trusted", counted={"trusted": 1})
    assert is_known(shade.presence)
    assert type(shade.presence) is str


@pytest.mark.parametrize(
    "ours",
    [
        {"presence": "recomended"},
        {"presence": "trusted", "belief": "thruth"},
        {"presence": "trusted", "several": ("x",)},
        {"presence": "trusted", "counted": {"recomended": 1}},
    ],
)
def test_a_typo_of_ours_fails_where_it_is_made(ours: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Shade(**ours)


def test_what_was_read_may_be_passed_on() -> None:
    shade = _read(**NEW)
    again = Shade(presence=shade.presence, belief=shade.belief, counted=shade.counted, several=shade.several)
    assert again == shade
    assert Shade.as_kept(json.loads(shade.model_dump_json())) == shade
    assert as_it_came("sponsored", ("trusted",)) == UnknownWord("sponsored")
    assert as_it_came("trusted", ("trusted",)) == "trusted"
    assert is_known(as_it_came("trusted", ("trusted",)))


@pytest.mark.parametrize(
    "word", ["", "Sponsored", "two words", "a" * 65, "x\u202e", "1\n2", "<b>", 5, None, ["trusted"]]
)
def test_what_is_no_word_is_rejected(word: Any) -> None:
    with pytest.raises(ValidationError):
        _read(presence=word)


def test_the_schema_lists_the_known_words_and_allows_others() -> None:
    schema = schema_of(ShadeSeen)["$defs"]["Shade"]["properties"]
    assert schema["presence"]["x-extensible-enum"] == ["ignored", "mentioned", "compared", "trusted", "recommended"]
    assert "enum" not in json.dumps(schema).replace("x-extensible-enum", "")
    assert schema["counted"]["propertyNames"]["x-extensible-enum"] == schema["presence"]["x-extensible-enum"]
    assert schema["several"]["items"]["format"] == "word"
