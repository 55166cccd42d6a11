"""Which handler of which service listens to what, read off the source."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from common.contracts.registry import MESSAGES, SERVICES

ROOT = Path(__file__).parents[2]
TOPICS = {message.__name__: message.topic for message in MESSAGES.values()}
WAYS = {"on", "on_key", "on_batch", "on_raw_batch"}


class Listening(NamedTuple):
    """One subscription: its topic, its name (an inbox key), and the function that handles it."""

    topic: str
    name: str
    handler: str


def listening_in(source: str) -> Iterator[Listening]:
    """The subscriptions of a module; ``AssertionError`` where a name is not written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WAYS and node.args:
            contract, handler = ast.unparse(node.args[0]), node.args[1]
            name = next((each.value for each in node.keywords if each.arg == "name"), None)
            assert isinstance(name, ast.Constant), f"the name of a handler is written out: {ast.unparse(node)}"
            wrapped = handler
            while isinstance(wrapped, ast.Call):  # partial(...), or what keeps erased websites from it
                wrapped = wrapped.args[0]
            yield Listening(TOPICS.get(contract, contract), str(name.value), ast.unparse(wrapped))


@cache
def sources(service: str) -> tuple[str, ...]:
    """The text of every module of a service."""
    files = sorted((ROOT / "services" / service / "src").rglob("*.py"))
    return tuple(path.read_text(encoding="utf-8") for path in files)


@cache
def subscribed() -> tuple[tuple[str, Listening], ...]:
    """Service and subscription, of all services."""
    return tuple((service, each) for service in SERVICES for text in sources(service) for each in listening_in(text))
