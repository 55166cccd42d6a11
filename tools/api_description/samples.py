"""Examples of what is sent and answered: one story, in which what has one name has one value.

A body that its service shows (``like``) is shown as it is. Everything else is made of its schema: a field has the value
that ``samples.toml`` names for it, else the one that the committed examples of events have under the same name, else
the first that its schema allows.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import common.contracts
from api_description.schemas import PREFIX, Json

_TABLE = tomllib.loads(Path(__file__).with_name("samples.toml").read_text(encoding="utf-8"))
_EXAMPLES = Path(common.contracts.__file__).with_name("examples")
NONE = object()
"""Where there is no value to show."""
_DEEPEST = 12


@cache
def _story() -> Mapping[str, list[Any]]:
    """The values of plain fields in the committed examples of events, by name, the first met first."""
    found: dict[str, list[Any]] = {}
    for path in sorted(_EXAMPLES.glob("*.json")):
        for name, value in _fields(json.loads(path.read_text(encoding="utf-8"))):
            values = found.setdefault(name, [])
            if value not in values:
                values.append(value)
    return found


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _fields(each)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not isinstance(inner, dict | list) and inner is not None:
                yield name, inner
            yield from _fields(inner)


class Samples:
    """Examples of the schemas of one document."""

    def __init__(self, schemas: Mapping[str, Json]) -> None:
        self._schemas = schemas

    def of(self, schema: Json, owner: str = "", field: str = "", depth: int = 0) -> Any:
        """A value of ``schema``; ``owner`` and ``field`` say whose it is. ``ValueError`` where none is known."""
        if target := schema.get("$ref", "").removeprefix(PREFIX):
            return self.of(self._schemas[target], target, field, depth + 1)
        for value in self._told(schema, owner, field):
            if self.allows(schema, value):
                return value
        if depth > _DEEPEST:
            raise ValueError(f"{owner}.{field} has no end")
        made = self._made(schema, owner, field, depth)
        if made is NONE or not self.allows(schema, made):
            raise ValueError(f"{owner}.{field} has no example: give it one in samples.toml")
        return made

    def allows(self, schema: Json, value: Any) -> bool:
        """Whether ``value`` is one of ``schema``."""
        return self.fault(schema, value) is None

    def fault(self, schema: Json, value: Any) -> str | None:
        """What is wrong with ``value``; None where nothing is."""
        whole = {**schema, "components": {"schemas": dict(self._schemas)}}
        checker = Draft202012Validator.FORMAT_CHECKER
        errors = Draft202012Validator(whole, format_checker=checker).iter_errors(value)
        return next((each.message for each in errors), None)

    def _told(self, schema: Json, owner: str, field: str) -> Iterator[Any]:
        """Values that somebody wrote down, the nearest first."""
        yield from schema.get("examples", ())
        if schema.get("type") == "object" and "properties" in schema:
            return  # made field by field
        for name in (f"{owner}.{field}", field):
            if name in _TABLE:
                yield _TABLE[name]
        if "const" in schema:
            yield schema["const"]
        if not _words(schema):
            yield from _story().get(field, ())[:5]

    def _made(self, schema: Json, owner: str, field: str, depth: int) -> Any:
        if words := _words(schema):
            return words[0]
        for word in ("anyOf", "oneOf"):
            if word in schema:
                return self._first(schema[word], owner, field, depth)
        if "allOf" in schema:
            parts = [self.of(part, owner, field, depth + 1) for part in schema["allOf"]]
            return {name: value for part in parts for name, value in part.items()}
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema, owner, depth)
        if kind == "array":
            items = schema.get("items", {})
            return [self.of(items, owner, _singular(field), depth + 1)]
        return _plain(schema, kind, field)

    def _first(self, variants: list[Json], owner: str, field: str, depth: int) -> Any:
        """Of several kinds, one that says something."""
        for variant in sorted(variants, key=lambda each: each.get("type") == "null"):
            try:
                return self.of(variant, owner, field, depth + 1)
            except ValueError:
                continue
        return NONE

    def _object(self, schema: Json, owner: str, depth: int) -> Any:
        properties = schema.get("properties", {})
        own = {name: self.of(each, owner, name, depth + 1) for name, each in properties.items()}
        more = schema.get("additionalProperties")
        if isinstance(more, dict) and more and not own:
            return {"name": self.of(more, owner, "value", depth + 1)}
        return own


def _words(schema: Json) -> list[Any]:
    listed: list[Any] = schema.get("enum") or schema.get("x-extensible-enum") or []
    return listed


def _singular(field: str) -> str:
    return field.removesuffix("s") if not field.endswith("ss") else field


_FORMATS = {
    "uuid": "0193f2a0-0003-7003-8003-000000000003", "date-time": "2026-11-02T09:00:00Z", "date": "2026-11-02",
    "uri": "https://lumapost.example/",
}  # fmt: skip


def _plain(schema: Json, kind: Any, field: str) -> Any:
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), field.replace("_", " ") or "text")
    if kind in ("integer", "number"):
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        return max(least, 1) if schema.get("maximum", 1) >= 1 else least
    return {"boolean": False, "null": None, None: {}}.get(kind, NONE)
