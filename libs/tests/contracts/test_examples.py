"""The committed examples hold every field, optional ones too, of every version; together they fill each one."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from common.contracts.message import Message
from common.contracts.publish import current, examples, ledger
from common.contracts.registry import MESSAGES

pytestmark = pytest.mark.contracts
ALL = sorted(MESSAGES.values(), key=lambda message: message.topic)
PUBLISHED = [json.loads(line) for line in ledger.LEDGER.read_text(encoding="utf-8").splitlines()]
SCHEMAS = {(each["topic"], each["version"]): each["schema"] for each in [*PUBLISHED, *current()]}
"""The newest schema of each version of each topic."""


def _named(message: type[Message]) -> str:
    return message.topic


def missing(schema: dict[str, Any], body: Any, root: dict[str, Any], path: str = "") -> list[str]:
    """Fields that the schema has and an object of the example has not."""
    schema = _followed(schema, root)
    if isinstance(body, dict) and "properties" in schema:
        fields = schema["properties"]
        gone = [f"{path}.{name}" for name in fields if name not in body]
        return gone + [
            lost
            for name in sorted(fields.keys() & body.keys())
            for lost in missing(fields[name], body[name], root, f"{path}.{name}")
        ]
    if isinstance(body, list):
        return [lost for each in body for lost in missing(schema.get("items", {}), each, root, f"{path}[]")]
    return []


def filled(schema: dict[str, Any], body: Any, root: dict[str, Any], path: str = "") -> dict[str, bool]:
    """For each field, by path, whether an object of the example says something in it."""
    schema = _followed(schema, root)
    said: dict[str, bool] = defaultdict(bool)
    if isinstance(body, dict) and "properties" in schema:
        for name, field in schema["properties"].items():
            here = f"{path}.{name}"
            said[here] |= body.get(name) not in (None, [], {}, "")
            for inner, value in filled(field, body.get(name), root, here).items():
                said[inner] |= value
    elif isinstance(body, list):
        for each in body:
            for inner, value in filled(schema.get("items", {}), each, root, f"{path}[]").items():
                said[inner] |= value
    return said


def _followed(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    for each in schema.get("anyOf", []):
        if each.get("type") != "null":
            return _followed(each, root)
    if "$ref" in schema:
        found: dict[str, Any] = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


def _by_version(message: type[Message]) -> dict[int, list[Path]]:
    found: dict[int, list[Path]] = defaultdict(list)
    for path in examples(message):
        found[int(path.name.removeprefix(f"{message.topic}.v").split(".")[0])].append(path)
    return found


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_every_version_has_an_example(message: type[Message]) -> None:
    assert set(_by_version(message)) == {version for topic, version in SCHEMAS if topic == message.topic}


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_an_example_holds_every_field(message: type[Message]) -> None:
    for version, paths in _by_version(message).items():
        schema = SCHEMAS[message.topic, version]
        for path in paths:
            assert not missing(schema, json.loads(path.read_text(encoding="utf-8")), schema), path.name


@pytest.mark.parametrize("message", ALL, ids=_named)
def test_the_examples_of_a_version_together_say_something_in_every_field(message: type[Message]) -> None:
    for version, paths in _by_version(message).items():
        schema = SCHEMAS[message.topic, version]
        said: dict[str, bool] = defaultdict(bool)
        for path in paths:
            for field, value in filled(schema, json.loads(path.read_text(encoding="utf-8")), schema).items():
                said[field] |= value
        assert not sorted(field for field, value in said.items() if not value)


def test_a_planted_gap_is_found() -> None:
    schema = {
        "properties": {"a": {"$ref": "#/$defs/A"}, "b": {"type": "array", "items": {"$ref": "#/$defs/A"}}},
        "$defs": {"A": {"properties": {"x": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}},
    }
    assert missing(schema, {"a": {}, "b": [{"x": 1}, {}]}, schema) == [".a.x", ".b[].x"]
    assert filled(schema, {"a": {"x": None}, "b": [{"x": None}, {"x": 0}]}, schema) == {
        ".a": True, ".a.x": False, ".b": True, ".b[].x": True,
    }  # fmt: skip
