"""The names of handlers, which are inbox keys: what was ever subscribed stands in a ledger that only grows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.contracts.publish.ledger import earlier_texts, lost_lines
from common.contracts.registry import MESSAGES, SERVICES

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
LEDGER = Path(__file__).parent / "handlers.ledger"
TOPICS = {message.__name__: message.topic for message in MESSAGES.values()}
WAYS = {"on", "on_key", "on_batch", "on_raw_batch"}
HOW = (
    "A new handler adds a line 'on <service> <topic> <name>', one that ended a line 'off ...'; none changes. "
    "A function that is only renamed keeps its name=, or what it has handled is handled again."
)


def names_in(source: str) -> Iterator[tuple[str, str]]:
    """Topic and name of each subscription in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WAYS and node.args:
            name = next((each.value for each in node.keywords if each.arg == "name"), None)
            assert isinstance(name, ast.Constant), f"the name of a handler is written out: {ast.unparse(node)}"
            contract = ast.unparse(node.args[0])
            yield TOPICS.get(contract, contract), str(name.value)


def subscribed() -> list[tuple[str, str, str]]:
    """Service, topic and name of every subscription in the services."""
    return [
        (service, topic, name)
        for service in SERVICES
        for path in sorted((ROOT / "services" / service / "src").rglob("*.py"))
        for topic, name in names_in(path.read_text(encoding="utf-8"))
    ]


def standing(ledger: str) -> set[tuple[str, str, str]]:
    """The subscriptions that a ledger says are in force, the last word on each."""
    last: dict[tuple[str, str, str], str] = {}
    for line in ledger.splitlines():
        word, service, topic, name = line.split()
        last[service, topic, name] = word
    return {each for each, word in last.items() if word == "on"}


def test_the_ledger_holds_exactly_the_subscribed_handlers() -> None:
    assert set(subscribed()) == standing(LEDGER.read_text(encoding="utf-8")), HOW


def test_a_name_serves_one_handler_of_a_topic() -> None:
    found = subscribed()
    assert len(found) == len(set(found))


def test_the_ledger_only_grows() -> None:
    assert not lost_lines(LEDGER.read_text(encoding="utf-8"), earlier_texts(LEDGER)), HOW


def test_a_renamed_handler_is_noticed() -> None:
    ledger = LEDGER.read_text(encoding="utf-8")
    renamed = {(service, topic, f"{name}_anew") for service, topic, name in standing(ledger)}
    assert not renamed & standing(ledger)
    assert standing(f"{ledger}off {' '.join(min(standing(ledger)))}\n") == standing(ledger) - {min(standing(ledger))}


def test_a_name_that_is_computed_is_noticed() -> None:
    with pytest.raises(AssertionError, match="written out"):
        list(names_in("on(PageScraped, keep_page, name=NAME)"))
    with pytest.raises(AssertionError, match="written out"):
        list(names_in("on(PageScraped, keep_page)"))
