"""Several things in one word of the command line, or in one answer: ``;`` and ``,`` both stand between them. Pure."""

import re
from collections.abc import Iterable

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
"""What begins a thing that holds separators itself, and what ends it."""
_FORMS = r"inc|ltd|llc|llp|plc|gmbh|co|corp|s\.a|s\.l|s\.r\.l|b\.v|a\.s"
_IN_A_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_IN_A_NAME = re.compile(rf"(?<=\w),\s*(?:{_FORMS})\b\.?(?=\s*(?:[,;]|$))", re.IGNORECASE)
_IN_A_SENTENCE = re.compile(
    r",\s+(?:and|but|or|so|because|which|when|if|und|aber|oder|weil|wenn|et|mais|ou|y|pero|o)\s"
)
"""Commas that belong to a thing: in 1,000; before a legal form, as in Acme, Inc.; before the rest of a sentence."""


def parted(text: str, *, sentences: bool = False) -> list[str]:
    """The things in ``text``, trimmed, none of them empty. What stands in quotes is one of them, without its quotes.

    ``sentences``: the things may be sentences, whose own commas ("It squeaks, and how") separate nothing.
    """
    belonging = (_IN_A_NUMBER, _IN_A_NAME, *([_IN_A_SENTENCE] if sentences else []))
    kept = {match.start() for each in belonging for match in each.finditer(text)}
    found, begin = [], 0
    while begin < len(text):
        end = _end_of_quotes(text, begin) or begin
        while end < len(text) and not (text[end] == ";" or (text[end] == "," and end not in kept)):
            end += 1
        found.append(_unquoted(text[begin:end].strip()))
        begin = end + 1
    return [thing for thing in found if thing]


def parted_all(texts: Iterable[str] | None, *, sentences: bool = False) -> tuple[str, ...]:
    """The things in all of ``texts``, as an option that may be repeated gives them."""
    return tuple(thing for text in texts or () for thing in parted(text, sentences=sentences))


def quoted(thing: str) -> str:
    """``thing`` as ``parted`` reads it back as one."""
    return f'"{thing}"' if parted(thing) != [thing] else thing


def _end_of_quotes(text: str, begin: int) -> int | None:
    """Where the quotes end with which a thing begins, where a separator or nothing comes after them."""
    own = begin + len(text[begin:]) - len(text[begin:].lstrip())
    closing = _QUOTES.get(text[own : own + 1])
    end = text.find(closing, own + 1) if closing else -1
    return end + 1 if end >= 0 and text[end + 1 :].lstrip()[:1] in ("", ";", ",") else None


def _unquoted(thing: str) -> str:
    closing = _QUOTES.get(thing[:1])
    return thing[1:-1].strip() if closing and len(thing) > 1 and thing.endswith(closing) else thing
