"""May a schema replace another one without a new version? Only where everything an old consumer relies on stays."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """What an existing consumer or stored message would trip over; empty where ``new`` only adds to ``old``."""
    return list(_compare("", old, new, old, new))


def _compare(path: str, old: Schema, new: Schema, old_root: Schema, new_root: Schema) -> Iterator[str]:
    old, new = _follow(old, old_root), _follow(new, new_root)
    if old.get("type") != new.get("type"):
        yield f"{path or 'the message'}: type {old.get('type')} became {new.get('type')}"
        return
    if "enum" in old and not set(old["enum"]) >= set(new.get("enum", ())):
        yield f"{path}: new values {sorted(set(new['enum']) - set(old['enum']))} that old consumers don't know"
    if "anyOf" in old or "anyOf" in new:
        yield from _compare_choices(path, old, new)
    before, after = old.get("properties", {}), new.get("properties", {})
    for name, schema in before.items():
        here = f"{path}.{name}" if path else name
        if name not in after:
            yield f"{here}: removed"
        else:
            yield from _compare(here, schema, after[name], old_root, new_root)
    for name in set(new.get("required", ())) - set(old.get("required", ())):
        if name not in before or name in after:
            yield f"{path + '.' if path else ''}{name}: has become required, stored messages lack it"
    if "items" in old and "items" in new:
        yield from _compare(f"{path}[]", old["items"], new["items"], old_root, new_root)


def _compare_choices(path: str, old: Schema, new: Schema) -> Iterator[str]:
    kinds = [{str(choice.get("type", choice.get("$ref"))) for choice in each.get("anyOf", ())} for each in (old, new)]
    if gone := kinds[0] - kinds[1]:
        yield f"{path}: no longer {sorted(gone)}"


def _follow(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    return schema
