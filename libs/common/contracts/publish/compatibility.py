"""May a schema replace another one without a new version? Only where it says of every old field what it said before."""

from collections.abc import Iterable, Iterator
from typing import Any

from common.contracts.message.data import DATA
from common.contracts.message.open_sets import KNOWN_WORDS

Schema = dict[str, Any]
_PROSE = {"title", "description", "examples", "$schema", "$id", DATA}
"""What binds nobody."""
_NAMED = {"properties", "$defs", "patternProperties"}
"""Under these stand names of fields, not words of JSON Schema: a field may be called ``title``."""
_OF_AN_OPEN_SET = {"type", "format", "maxLength", "enum", "const", KNOWN_WORDS}


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """What an existing consumer or a stored message would trip over; empty where ``new`` only adds to ``old``.

    A closed set may be opened (docs/adr/0023-open-sets.md), and an open one gets words; neither goes the other way.
    """
    return list(_compare("", old, new, (old, new)))


def binding(schema: Schema) -> Schema:
    """The schema without its prose: what is promised."""
    kept: Schema = {}
    for word, value in schema.items():
        if word in _NAMED:
            kept[word] = {name: binding(each) for name, each in value.items()}
        elif word not in _PROSE:
            kept[word] = _binding_part(value)
    return kept


def _binding_part(value: Any) -> Any:
    if isinstance(value, dict):
        return binding(value)
    return [_binding_part(each) for each in value] if isinstance(value, list) else value


def _compare(path: str, old: Any, new: Any, roots: tuple[Schema, Schema]) -> Iterator[str]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{path or 'the message'}: {old!r} became {new!r}"
        return
    old, new = _follow(old, roots[0]), _follow(new, roots[1])
    compared = (old.keys() | new.keys()) - _PROSE - {"$defs"}
    if KNOWN_WORDS in new and {KNOWN_WORDS, "enum", "const"} & old.keys():
        yield from _compare_words(path, old, new)
        compared -= _OF_AN_OPEN_SET
    for word in sorted(compared):
        here = f"{path}.{word}" if path else word
        before, after = old.get(word), new.get(word)
        if word == "properties":
            yield from _compare_fields(path, before or {}, after or {}, roots)
        elif word in ("required", "enum"):
            yield from _compare_members(here, before or (), after or ())
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for place, pair in enumerate(zip(before, after, strict=True)):
                yield from _compare(f"{here}[{place}]", *pair, roots)
        else:
            yield from _compare(here, before, after, roots)


def _compare_members(path: str, before: Iterable[Any], after: Iterable[Any]) -> Iterator[str]:
    for value in sorted(set(before) ^ set(after), key=str):
        yield f"{path}: {value!r} {'added' if value in set(after) else 'removed'}"


def _compare_words(path: str, old: Schema, new: Schema) -> Iterator[str]:
    """An open set after a closed or an open one: it must still list every word, and take what it took."""
    before = old.get(KNOWN_WORDS) or old.get("enum") or [old.get("const")]
    for word in sorted(set(before) - set(new[KNOWN_WORDS])):
        yield f"{path}: {word!r} removed"
    if KNOWN_WORDS in old and any(old.get(each) != new.get(each) for each in ("type", "format", "maxLength")):
        yield f"{path}: the words of the open set are written another way"


def _compare_fields(path: str, before: Schema, after: Schema, roots: tuple[Schema, Schema]) -> Iterator[str]:
    for name, schema in before.items():
        here = f"{path}.{name}" if path else name
        if name not in after:
            yield f"{here}: removed"
        else:
            yield from _compare(here, schema, after[name], roots)


def _follow(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = {**target, **{word: value for word, value in schema.items() if word != "$ref"}}
    return schema
