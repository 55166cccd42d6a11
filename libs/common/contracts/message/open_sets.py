"""Sets of words that will grow: ``presence: Open[Presence]``. See docs/adr/0023-open-sets.md.

A message that is made in Python is ours: it takes the words that the ``Literal`` lists, so that a typo fails where it
was made. A message that is read carries whatever word it came with: one that is not listed becomes an ``UnknownWord``,
a string like any other, which goes into storage and out again as it came. mypy sees ``Presence | UnknownWord``, so code
that looks the word up has to say what it does with one it does not know.
"""

import re
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from common.primitives.text import AS_KEPT

KNOWN_WORDS = "x-extensible-enum"
LONGEST_WORD = 64
_WORD = re.compile(r"[a-z0-9]+(?:[_.-][a-z0-9]+)*").fullmatch
T = TypeVar("T")


class UnknownWord(str):
    """A word of an open set that this release does not list: stored and shown as it came, counted under itself."""

    __slots__ = ()


class _OpenSet:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        known = _literal_of(source)
        others = core_schema.with_info_plain_validator_function(_carried)
        return core_schema.union_schema(
            [core_schema.literal_schema(list(known)), others],
            mode="left_to_right",
            serialization=core_schema.to_string_ser_schema(),
            metadata={KNOWN_WORDS: known},
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        known = list(schema.get("metadata", {})[KNOWN_WORDS])
        return {"type": "string", "format": "word", "maxLength": LONGEST_WORD, KNOWN_WORDS: known}


Open = Annotated[T | UnknownWord, _OpenSet()]


def as_it_came(word: str, known: tuple[T, ...]) -> T | UnknownWord:
    """A word out of our own storage, for a message that passes it on; ``known`` is the ``get_args`` of its set."""
    for each in known:
        if each == word:
            return each
    return UnknownWord(word)


def is_known(word: str) -> bool:
    """Whether a field's word is one that its set lists."""
    return not isinstance(word, UnknownWord)


def _literal_of(source: Any) -> tuple[str, ...]:
    [literal] = [each for each in get_args(source) if get_origin(each) is Literal]
    words: tuple[str, ...] = get_args(literal)
    return words


def _carried(value: Any, info: ValidationInfo) -> UnknownWord:
    read = info.mode == "json" or bool(info.context and info.context.get(AS_KEPT))
    if isinstance(value, UnknownWord) or (read and isinstance(value, str)):
        if len(value) > LONGEST_WORD or _WORD(value) is None:
            raise PydanticCustomError("no_word", "not a word: lower-case letters and digits, joined by _ . or -")
        return UnknownWord(value)
    raise PydanticCustomError("unknown_word", "not a word that this release lists")
