"""Every operation of the API's description is a method, sync and async, that asks what the description says."""

import inspect
import json
from pathlib import Path
from typing import Any

import pytest

from brandmon_client import AsyncResources, Resources

pytestmark = pytest.mark.pure
DOCUMENT = json.loads((Path(__file__).parents[3] / "libs/common/contracts/openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(verb.upper(), path, told) for path, each in DOCUMENT["paths"].items() for verb, told in each.items()]


class Noted:
    """Keeps what is asked instead of asking."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, Any]]] = []

    def ask(self, method: str, path: str, **more: Any) -> None:
        self.asked.append((method, path, more))

    fetch = ask

    def items(self, path: str, **more: Any) -> list[Any]:
        self.asked.append(("GET", path, more))
        return []


class NotedAsync(Noted):
    async def ask(self, method: str, path: str, **more: Any) -> None:
        self.asked.append((method, path, more))

    fetch = ask


def method_of(resources: object, told: dict[str, Any]) -> Any:
    resource = told["tags"][0].replace("-", "_")
    return getattr(getattr(resources, resource), told["operationId"].removeprefix(f"{resource}_"))


def example(parameter: dict[str, Any]) -> Any:
    schema = parameter["schema"]
    return parameter.get("example", [1] if schema.get("type") == "array" else f"some {parameter['name']}")


@pytest.mark.parametrize(("verb", "path", "told"), OPERATIONS, ids=[told["operationId"] for _, _, told in OPERATIONS])
async def test_a_method_asks_what_its_operation_says(verb: str, path: str, told: dict[str, Any]) -> None:
    known = told.get("parameters", [])
    in_path = {each["name"]: str(example(each)) for each in known if each["in"] == "path"}
    query = {each["name"]: example(each) for each in known if each["in"] == "query"}
    content = next(iter(told.get("requestBody", {"content": {}})["content"].values()), None)
    body = {"body": content["examples"]["example"]["value"]} if content else {}
    keyed = any(each["name"] == "Idempotency-Key" for each in known)
    for kind, resources in ((Noted, Resources), (NotedAsync, AsyncResources)):
        noted = kind()
        method = method_of(resources(noted), told)  # type: ignore[operator]
        done = method(*in_path.values(), *body.values(), **query, **({"idempotency_key": "k1"} if keyed else {}))
        if inspect.isawaitable(done):
            await done
        expected = {**({"query": query} if query else {}), **body, **({"key": "k1"} if keyed else {})}
        assert noted.asked == [(verb, path.format(**in_path), expected)]
        assert inspect.getdoc(method)


def test_nothing_is_a_method_that_is_no_operation() -> None:
    for resources in (Resources(Noted()), AsyncResources(NotedAsync())):
        methods = {
            f"{name}.{method}"
            for name, resource in vars(resources).items()
            for method, _ in inspect.getmembers(resource, callable)
            if not method.startswith(("_", "iterate"))
        }
        assert len(methods) == len(OPERATIONS)
