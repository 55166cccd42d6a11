"""Committed examples with a word that nobody knows in one of their open sets: consumers must bear each of them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

from common.contracts.message import Body, Message
from common.contracts.message.open_sets import KNOWN_WORDS
from common.contracts.publish.schemas import schema_of
from common.contracts.publish.written import examples
from common.primitives.ids import uuid7

NEW_WORD = "newcomer"
_OPEN_BY_NATURE = {"provider"}
"""Plain texts that are words of a set all the same."""
Schema = dict[str, Any]
Place = tuple[str | int, ...]


def examples_with_unknown_words(contract: type[Message], tenant: UUID) -> list[tuple[str, Any]]:
    """Field and message: the newest version's examples of ``tenant``, each open field in turn with ``NEW_WORD``.

    Read as from the wire, each under an id of its own. The field is given as ``states[].presence``.
    """
    schema, found = schema_of(contract), []
    for path in examples(contract):
        if path.name.startswith(f"{contract.type_name()}."):
            body = json.loads(path.read_text(encoding="utf-8"))
            for field, places in _by_field(schema, body).items():
                changed = _with_new_word(body, places) | {"id": str(uuid7()), "tenant_id": str(tenant)}
                found.append((field, contract.of_version(contract.version, changed)))
    return found


def open_fields(contract: type[Message]) -> set[str]:
    """The fields of a contract's examples whose sets are open."""
    return {field for field, _ in examples_with_unknown_words(contract, UUID(int=0))}


def _by_field(schema: Schema, body: Body) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in _open_places(schema, body, schema):
        name = "".join("[]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
        found.setdefault(name, []).append(place)
    return found


def _open_places(schema: Schema, value: Any, root: Schema, at: Place = ()) -> Iterator[Place]:
    schema = _followed(schema, root)
    if KNOWN_WORDS in schema or (at and at[-1] in _OPEN_BY_NATURE):
        if value is not None:
            yield at
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _open_places(schema.get("items", {}), each, root, (*at, number))
    elif isinstance(value, dict):
        if KNOWN_WORDS in schema.get("propertyNames", {}) and value:
            yield (*at, NEW_WORD)
        for name, each in value.items():
            yield from _open_places(schema.get("properties", {}).get(name, {}), each, root, (*at, name))


def _followed(schema: Schema, root: Schema) -> Schema:
    for each in schema.get("anyOf", []):
        if each.get("type") != "null":
            return _followed(each, root)
    if "$ref" in schema:
        found: Schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


def _with_new_word(body: Body, places: list[Place]) -> Body:
    """``ignored`` says that a brand is not named: it stays, and so do the numbers of a count."""
    changed = deepcopy(body)
    for place in places:
        part: Any = changed
        for step in place[:-1]:
            part = part[step]
        if place[-1] == NEW_WORD:
            part[NEW_WORD] = 1
        elif part[place[-1]] != "ignored":
            part[place[-1]] = NEW_WORD
    return changed
