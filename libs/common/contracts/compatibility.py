"""May a schema replace another one without a new version? Only where it says of every old field what it said before."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
_PROSE = {"title", "description", "examples", "$schema", "$id", "$defs"}
"""What binds nobody."""


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """What an existing consumer or a stored message would trip over; empty where ``new`` only adds to ``old``."""
    return list(_compare("", old, new, (old, new)))


def _compare(path: str, old: Any, new: Any, roots: tuple[Schema, Schema]) -> Iterator[str]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{path or 'the message'}: {old!r} became {new!r}"
        return
    old, new = _follow(old, roots[0]), _follow(new, roots[1])
    for word in sorted((old.keys() | new.keys()) - _PROSE):
        here = f"{path}.{word}" if path else word
        before, after = old.get(word), new.get(word)
        if word == "properties":
            yield from _compare_fields(path, before or {}, after or {}, roots)
        elif word in ("required", "enum"):
            for value in sorted(set(before or ()) ^ set(after or ()), key=str):
                yield f"{here}: {value!r} {'added' if value in (after or ()) else 'removed'}"
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for place, pair in enumerate(zip(before, after, strict=True)):
                yield from _compare(f"{here}[{place}]", *pair, roots)
        else:
            yield from _compare(here, before, after, roots)


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
