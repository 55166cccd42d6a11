"""The data in a page's scripts: JSON that stands there by itself or is assigned to a name. Pure; no script is run."""

import re
from collections.abc import Iterator
from itertools import islice
from json import JSONDecoder
from typing import Any

from collector.pages.rules.structure.linked_data import parsed

SCRIPT_LIMIT = 3_000_000
"""Characters of scripts that are gone through."""
ASSIGNED_LIMIT = 5
VALUE_LIMIT = 20_000

_ASSIGNED = re.compile(
    r"(?<![\w$.])(?:window\.|self\.)?__?[A-Za-z$][\w$]{0,40}(?:\[['\"]\w{1,40}['\"]\])?\s{0,9}=\s{0,9}(?=[{\[])"
)
_NOT_CONTENT = ("ld+json", "importmap", "speculationrules")
_DECODER = JSONDecoder(strict=False)


def data_in_scripts(tree: Any) -> Iterator[Any]:
    """The values in the page's order: those of frameworks (``__NEXT_DATA__``, ``__NUXT__``) and of page builders."""
    left = SCRIPT_LIMIT
    for script in tree.iter("script"):
        text = script.text or ""
        left -= len(text)
        if left < 0:
            return
        yield from _values(script, text)


def _values(script: Any, text: str) -> Iterator[Any]:
    kind = (script.get("type") or "").lower()
    if any(each in kind for each in _NOT_CONTENT):
        return
    if kind.endswith("json") or script.get("id") in ("__NEXT_DATA__", "__NUXT_DATA__"):
        value = parsed(text)
        yield _unpacked(value) if script.get("id") == "__NUXT_DATA__" else value
        return
    for match in islice(_ASSIGNED.finditer(text), ASSIGNED_LIMIT):
        try:
            yield _DECODER.raw_decode(text, match.end())[0]
        except (ValueError, RecursionError):  # a program and no data
            continue


def _unpacked(value: Any) -> Any:
    """Nuxt's list of values, in which objects name the places of what they hold: its texts in their order."""
    if not isinstance(value, list):
        return value
    return [_at(each, value) for each in value[:VALUE_LIMIT] if isinstance(each, dict)]


def _at(node: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    """An object of such a list with its texts; the objects in it stand in the list themselves."""
    found: dict[str, Any] = {}
    for key, place in node.items():
        value = _value_at(place, values)
        if isinstance(value, str | int | float):
            found[key] = value
        elif isinstance(value, list):
            found[key] = [text for each in value[:VALUE_LIMIT] if isinstance(text := _value_at(each, values), str)]
    return found


def _value_at(place: Any, values: list[Any]) -> Any:
    is_place = isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(values)
    return values[place] if is_place else None
