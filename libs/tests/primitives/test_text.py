"""Texts that somebody gives: sound, trimmed, not blank, bounded; what lies in a store already is made sound."""

import json
import re
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from common.primitives.text import AS_KEPT, Given, Kept, Name, Secret, fault_of, shown, sound

pytestmark = pytest.mark.pure
NAME: TypeAdapter[str] = TypeAdapter(Name)
LINES: TypeAdapter[str] = TypeAdapter(Annotated[str, Given(100, lines=True)])
SECRET: TypeAdapter[str] = TypeAdapter(Secret)
KEPT: TypeAdapter[str] = TypeAdapter(Kept)

UNSOUND = [
    "\x00", "\x07", "\x1b", "\x1f", "\x7f", "\x80", "\x9b", "\x9f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066",
    "\u2069", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff",
]  # fmt: skip


@pytest.mark.parametrize("character", [*UNSOUND, "\n", "\t", "\r"], ids=ascii)
def test_a_name_with_a_character_that_breaks_something_is_refused_by_its_code(character: str) -> None:
    with pytest.raises(ValidationError, match=f"U\\+{ord(character):04X}"):
        NAME.validate_python(f"Acme{character}Tools")
    assert sound(f"Acme{character}Tools") == "Acme\ufffdTools"


@pytest.mark.parametrize("text", ["\ud800", "a\udfff"])
def test_half_a_character_is_refused_and_made_sound(text: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(text)
    assert sound(text) == text[:-1] + "\ufffd"


@pytest.mark.parametrize(
    "text",
    ["Café №1", "株式会社 花子", "שלום", "مقهى\u200cها", "👩\u200d🔧 Repairs", "A\u00a0B", "C++", "\u200fעברית", "क्षेत्र",
     "\ufffd", "Über/und ‘so’ – 50 %", "x" * 255],
)  # fmt: skip
def test_names_as_people_write_them_stay_as_they_are(text: str) -> None:
    assert NAME.validate_python(text) == text == sound(text) == KEPT.validate_python(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", "\u00a0", "\u200b", "\u2060\ufeff", "\u3164", "\U000e0041", "x" * 256]
)
def test_what_says_nothing_or_too_much_is_no_name(text: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(text)


def test_a_text_is_trimmed_and_may_have_lines_only_where_it_says_so() -> None:
    assert NAME.validate_python("  Acme\n") == "Acme"
    assert LINES.validate_python("one\n\ttwo\r\n") == "one\n\ttwo"
    with pytest.raises(ValidationError):
        LINES.validate_python("one\x0btwo")


def test_a_secret_is_taken_as_it_is_if_it_can_be_kept() -> None:
    assert SECRET.validate_python(" pass\tword\u202e ") == " pass\tword\u202e "
    for odd in ("a\x00", "\ud800", "x" * 1025, ""):
        with pytest.raises(ValidationError):
            SECRET.validate_python(odd)


class Said(BaseModel):
    """Something that was stored."""

    name: Name
    note: Annotated[str, Given(50, lines=True)] | None = None


def test_what_was_stored_before_the_rule_is_read_and_made_sound() -> None:
    with pytest.raises(ValidationError):
        Said.model_validate({"name": "Acme\ufffe"})
    read = Said.model_validate({"name": "Acme\ufffe", "note": "a\nb\x07"}, context={AS_KEPT: True})
    assert (read.name, read.note) == ("Acme\ufffd", "a\nb\ufffd")


def test_what_a_field_asks_for_beside_it_stands_and_is_described() -> None:
    class Hosted(BaseModel):
        host: Annotated[str, Field(min_length=3, pattern="^[a-z.]+$"), Given(10)]
        name: Name

    told = Hosted.model_json_schema()["properties"]
    assert (told["host"]["minLength"], told["host"]["maxLength"], told["host"]["pattern"]) == (3, 10, "^[a-z.]+$")
    assert (told["name"]["minLength"], told["name"]["maxLength"]) == (1, 255)
    for host in ("ab", "A.b", "abcdefghijk"):
        with pytest.raises(ValidationError):
            Hosted.model_validate({"host": host, "name": "x"})


@given(st.text(st.characters(), min_size=1, max_size=40))
def test_a_sound_text_is_as_long_as_it_was_and_whatever_is_taken_is_sound(text: str) -> None:
    made = sound(text)
    assert len(made) == len(text)
    assert sound(made) == made
    json.dumps(made, ensure_ascii=False).encode()
    if fault_of(text) is None:
        assert NAME.validate_python(text) == text.strip()
        pattern: Any = NAME.json_schema()["pattern"]
        assert re.search(pattern, text)


def test_what_a_problem_repeats_of_anybody_is_cut_and_sound() -> None:
    assert shown("a\x1b" * 100) == "a\ufffd" * 50
