"""The schemas of all services under one name each: same names of different things are told apart by whose they are.

The name of a schema derives from what it is alone: ``Website``; a list of it is ``WebsiteList``; where the
``FieldView`` of two services differ, each has its service before it, ``AnalyzerFieldView``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Json = dict[str, Any]
Key = tuple[str, str]
"""A service, and the name that a schema has in its description."""
PREFIX = "#/components/schemas/"
_LISTS = re.compile(r"^Page_(?P<item>\w+)_$")
_UNDER = ("properties", "patternProperties", "$defs")
_ONE = ("items", "additionalProperties", "not", "propertyNames")
_SEVERAL = ("anyOf", "allOf", "oneOf", "prefixItems")


def each(schema: Any, change: Callable[[Json], Json]) -> Any:
    """A schema with ``change`` made of it and of every schema inside it, from the inside."""
    if not isinstance(schema, dict):
        return schema
    changed = dict(schema)
    for word in _UNDER:
        if word in changed:
            changed[word] = {name: each(value, change) for name, value in changed[word].items()}
    for word in _ONE:
        if word in changed:
            changed[word] = each(changed[word], change)
    for word in _SEVERAL:
        if word in changed:
            changed[word] = [each(value, change) for value in changed[word]]
    return change(changed)


def untitled(schema: Json) -> Json:
    """A schema without the title that the framework makes of a field's name."""
    return {name: value for name, value in schema.items() if not (name == "title" and isinstance(value, str))}


def names(services: Mapping[str, Mapping[str, Json]]) -> dict[Key, str]:
    """The name of each schema in the one document; ``services``: the schemas of each, in its own words."""
    plain: defaultdict[str, list[Key]] = defaultdict(list)
    lists: list[Key] = []
    for service, schemas in services.items():
        for name in schemas:
            (lists if _LISTS.match(name) else plain[_plain(name)]).append((service, name))
    found: dict[Key, str] = {}
    for name, keys in plain.items():
        same = len({_whole(services[service], raw) for service, raw in keys}) == 1
        found |= {key: name if same else _told_apart(key, keys) for key in keys}
    for service, name in lists:
        match = _LISTS.match(name)
        assert match is not None
        item = match["item"]
        found[service, name] = f"{found.get((service, item), _camel(item))}List"
    return found


def _plain(name: str) -> str:
    """``Code``, of ``auth__persons__factors__api__Code``."""
    return name.rpartition("__")[2]


def _told_apart(key: Key, keys: Iterable[Key]) -> str:
    service, name = key
    if sum(1 for other, _ in keys if other == service) == 1:
        return service.title() + _plain(name)
    features = [part for part in name.split("__")[:-1] if part != "api"]
    return _camel(features[-1]) + _plain(name)


def _camel(words: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", words))


def _whole(schemas: Mapping[str, Json], name: str, above: tuple[str, ...] = ()) -> str:
    """A schema with all it refers to, as text that is equal where they mean the same."""

    def inlined(schema: Json) -> Json:
        target = schema.get("$ref", "").removeprefix(PREFIX)
        if target and target not in above and target != name:
            return {"is": _whole(schemas, target, (*above, name))}
        return schema

    return json.dumps(each(schemas[name], inlined), sort_keys=True)


def renamed(schema: Any, service: str, known: Mapping[Key, str]) -> Any:
    """A schema of ``service``, whose references have the names of the one document."""

    def change(inner: Json) -> Json:
        plain = untitled(inner)
        if plain.get("default") == "" and plain.get("minLength"):
            del plain["default"]  # a sign of ours for what was left out; nobody may send it
        if "$ref" in plain:
            plain["$ref"] = PREFIX + known[service, plain["$ref"].removeprefix(PREFIX)]
        return plain

    return each(schema, change)
