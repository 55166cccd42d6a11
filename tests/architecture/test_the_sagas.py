"""Who acts on a saga's command takes part by the wrapper, shortly, and keeps no replies of its own."""

import ast
import re

import pytest

from common.contracts.message import Command
from common.contracts.registry import MESSAGES, SERVICES
from common.contracts.tenants.erasing import ErasureCommand

from .subscriptions import listening_in, sources

pytestmark = pytest.mark.architecture
ERASING = {message.topic for message in MESSAGES.values() if issubclass(message, ErasureCommand)}
"""Commands that leave no reply behind, as it would be a row of whom they erase: who is asked again erases again."""
COMMANDS = {message.topic for message in MESSAGES.values() if issubclass(message, Command)} - ERASING
HANDLER_LINES = 15


def commanded(source: str) -> list[str]:
    """The names of the functions that a module subscribes to commands."""
    return [each.handler for each in listening_in(source) if each.topic in COMMANDS]


def taking_part(source: str) -> dict[str, int]:
    """Functions of a module that are wrapped, and their lines."""
    return {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.AsyncFunctionDef)
        and any(ast.unparse(each).startswith("takes_part(") for each in node.decorator_list)
    }


def own_replies(source: str) -> list[str]:
    return re.findall(r"\b(?:stored_reply|store_reply)\b", source)


@pytest.mark.parametrize("service", SERVICES)
def test_handlers_of_commands_are_wrapped_and_short(service: str) -> None:
    texts = sources(service)
    wrapped = {name: lines for text in texts for name, lines in taking_part(text).items()}
    wanted = {name for text in texts for name in commanded(text)}
    assert wanted == set(wrapped)
    assert not {name: lines for name, lines in wrapped.items() if lines > HANDLER_LINES}


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_keeps_replies_by_itself(service: str) -> None:
    assert not [found for text in sources(service) for found in own_replies(text)]


def test_every_command_is_looked_at() -> None:
    found = [name for service in SERVICES for text in sources(service) for name in commanded(text)]
    assert len(found) == len(COMMANDS) > 0


def answering(source: str) -> set[str]:
    """Functions of a module that answer an order to erase, by themselves or by what erases rows."""
    return {
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.AsyncFunctionDef) and re.search(r"\b(answer_erasure|erase_tenant)\(", ast.unparse(node))
    }


def test_every_order_to_erase_is_answered_without_a_trace() -> None:
    texts = [text for service in SERVICES for text in sources(service)]
    acting = {each.handler for text in texts for each in listening_in(text) if each.topic in ERASING}
    assert len(acting) == len(ERASING)
    assert acting <= {name for text in texts for name in answering(text)}
    assert not acting & {name for text in texts for name in taking_part(text)}


def test_a_handler_without_the_wrapper_is_noticed() -> None:
    planted = "on(CrawlWebsite, partial(crawl, unit=unit), name='crawl')\nasync def crawl(command, *, unit): ..."
    assert commanded(planted) == ["crawl"]
    assert not taking_part(planted)
    assert taking_part("@takes_part(undo=CancelCrawl)\nasync def crawl(command, tx):\n    return Done()") == {
        "crawl": 2
    }
    assert own_replies("await tx.stored_reply(command.saga_id, command.type_name())")
