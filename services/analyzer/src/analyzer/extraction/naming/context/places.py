"""One occurrence of a word in an answer, and the words around it: names beside names, words set apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.extraction.lexicon import slots
from analyzer.extraction.lexicon.english import is_function_word, is_generic
from analyzer.extraction.text.document import Block, Document
from analyzer.extraction.text.tokens import Token

_NEAR = 6
_CLOSE = 24
_BEFORE_ONE = ("a", "an", "the", "my", "get", "buy", "try", "use")
_SENTENCE_END = re.compile(r"[.!?\n]")
_NEXT_TO = re.compile(r"(?:, ?|,? (?:and|or|&|vs\.?|versus) | ?/ ?|\), ?)$")

IS_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z][A-Za-z]*$")
"""One word with a capital within: no word of the language, and as good as a name."""


@dataclass(slots=True)
class Occurrence:
    """One occurrence: tokens ``first`` to ``last`` (exclusive) of the document, in one block."""

    document: Document
    tokens: Sequence[Token]
    first: int
    last: int
    block: Block
    prompt: str


def near_name(place: Occurrence) -> bool:
    """Whether a word that can only be a name stands within a few words, and no other lone letter ("X and Y")."""
    near = [
        token
        for token in place.tokens[max(0, place.first - _NEAR) : place.last + _NEAR]
        if place.block.start <= token.start < place.block.end and token is not place.tokens[place.first]
    ]
    alone = any(len(token.raw) == 1 and token.raw.isalpha() and token.raw not in "aAI" for token in near)
    return not alone and any(map(only_a_name, near))


def beside_name(place: Occurrence) -> bool:
    """Whether a neighbour in an enumeration can only be a name."""
    text = place.document.text
    if _is_interjected(place):
        return False
    before, after = _skip_joiner(place, place.first - 1, -1), _skip_joiner(place, place.last, 1)
    start, end = place.tokens[place.first].start, place.tokens[place.last - 1].end
    for neighbour, between in (
        (before, text[before.end : start] if before else ""),
        (after, text[end : after.start] if after else ""),
    ):
        if neighbour and len(between) < 10 and _NEXT_TO.search(between) and only_a_name(neighbour):
            return True
    return False


def _is_interjected(place: Occurrence) -> bool:
    """Whether a word opens a sentence and is set apart from it by a comma ("Indeed, Acme is ..."); no enumeration."""
    text, word = place.document.text, place.tokens[place.first]
    before = text[place.block.start : word.start].rstrip(" \"'(*")
    name, beyond = token_at(place, place.last), token_at(place, place.last + 1)
    if name is None or (before and before[-1] not in ".!?:") or text[word.end : name.start] != ", ":
        return False
    listed = beyond is not None and (beyond.key in ("&", "or") or text[name.end : beyond.start].strip() == ",")
    return word.key in slots.INTERJECTED and not listed


def _skip_joiner(place: Occurrence, index: int, step: int) -> Token | None:
    token = token_at(place, index)
    if token and token.key in ("&", "or", "vs", "versus"):
        return token_at(place, index + step)
    return token


def only_a_name(token: Token) -> bool:
    """Whether a word has a capital and means nothing else."""
    if is_generic(token.key):
        return False
    return token.raw[0].isupper() or any(char.isupper() for char in token.raw)


def in_same_words(place: Occurrence, named: Sequence[tuple[int, int]]) -> bool:
    """Whether an answer all in small letters says of a word what it says of a name: "get a sony, maybe a canon"."""
    text, word, before = place.document.text, place.tokens[place.first], token_at(place, place.first - 1)
    if before is None or before.key not in _BEFORE_ONE:
        return False
    for start, end in named:
        between = text[end : before.start] if end <= before.start else text[word.end : start]
        near = len(between) <= _CLOSE and not _SENTENCE_END.search(between) and start != word.start
        if near and text[max(0, start - len(before.raw) - 2) : start] == f" {before.raw} ":
            return True
    return False


def token_at(place: Occurrence, index: int) -> Token | None:
    """The token at an index of the document, if it stands in the block of the place."""
    if 0 <= index < len(place.tokens) and place.block.start <= place.tokens[index].start < place.block.end:
        return place.tokens[index]
    return None


def is_capital(place: Occurrence) -> bool:
    """Whether each word of a place begins with a capital, small words within a name aside."""
    words = place.tokens[place.first : place.last]
    return all(
        not token.raw[0].islower() or (number and (token.key == "&" or is_function_word(token.key)))
        for number, token in enumerate(words)
    )
