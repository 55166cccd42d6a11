"""Every topic has a producer, a consumer or a reason to have none, an example and a place for its dead letters."""

import re
from pathlib import Path

import pytest

from common.contracts.message import Command, Message
from common.contracts.publish import examples
from common.contracts.publish.unknown_words import open_fields
from common.contracts.registry import MESSAGES, SERVICES, dead_letter_topic, topics

from .subscriptions import sources, subscribed

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
FOR_OTHERS = {
    "auth.access-revoked": "every process reads it beside its consumers, in no group: common.http.access",
    "auth.user-registered": "other teams' programs greet new users",
    "tenants.organization-closed": "other teams' programs stop working for it; its erasure begins by a job",
    "tenants.tenant-erased": "other teams' programs erase what they keep of an organisation",
    "tenants.client-archived": "whoever keeps websites of clients lets them rest, once they carry their client",
    "tenants.client-restored": "and takes them up again",
    "tenants.client-deleted": "and erases them",
    "tenants.flags-state": "every service reads it by common.flags, outside of its consumer",
    "tenants.subscription-changed": "customer care, and whoever keeps limits of a plan",
    "tenants.quota-reserved": "billing listens",
    "tenants.quota-released": "billing listens",
    "collector.website-registered": "other teams' programs follow new sites",
    "collector.website-scraped": "the saga's reply says the same to those who act on it",
}
"""Domain events that no service of ours consumes yet; each is announced for those named."""


COMMANDS = [message for message in MESSAGES.values() if issubclass(message, Command)]


def _subscribed(message: type[Message]) -> list[str]:
    return list(dict.fromkeys(service for service, each in subscribed() if each.topic == message.topic))


@pytest.mark.parametrize("message", MESSAGES.values(), ids=lambda message: message.topic)
def test_a_topic_has_a_producer_unless_it_is_planned(message: type[Message]) -> None:
    if message.kind == "reply":  # made by the wrapper of whoever acts on a command
        made = any(command.reply is message for command in COMMANDS)
    else:
        made = any(re.search(rf"\b{message.__name__}\b", text) for text in sources(message.producer()))
    how = 'emit it, or say status="planned" in its terms; what is emitted is not planned'
    assert made == (message.terms.status != "planned"), f"{message.producer()} makes it: {made}; {how}"


@pytest.mark.parametrize("message", MESSAGES.values(), ids=lambda message: message.topic)
def test_a_topic_has_a_consumer_or_a_reason(message: type[Message]) -> None:
    consumers = _subscribed(message)
    if message.terms.status == "planned":
        assert not consumers, "nobody emits it yet"
    elif message.topic in FOR_OTHERS:
        assert not consumers, "it has a consumer now: take it off the list"
    else:
        assert consumers, "subscribe to it in a consumer.py, or say in FOR_OTHERS whom it is for"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.topic)
def test_a_command_is_acted_on_by_its_participant_and_nobody_else(command: type[Command]) -> None:
    assert _subscribed(command) == [command.participant]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_that_listens_to_an_open_set_is_tested_with_unknown_words(service: str) -> None:
    listens = any(open_fields(each) for each in MESSAGES.values() if service in _subscribed(each))
    tests = list((ROOT / "services" / service / "tests").rglob("test_unknown_words.py"))
    assert bool(tests) == listens


@pytest.mark.parametrize("message", MESSAGES.values(), ids=lambda message: message.topic)
def test_a_topic_has_an_example(message: type[Message]) -> None:
    assert examples(message)


def declared(source: str) -> list[str]:
    """The topics that a module gives to messages."""
    return re.findall(r'^    topic: ClassVar\[str\] = "([^"]+)"', source, re.MULTILINE)


def test_every_message_that_is_declared_is_exported() -> None:
    folders = [ROOT / "libs/common/contracts" / service for service in SERVICES]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")]
    found = {topic for text in texts for topic in declared(text)}
    assert found == set(MESSAGES), "name it in __all__ of its package, or nothing knows of it"


def test_every_service_has_a_place_for_dead_letters() -> None:
    names = {topic.name for topic in topics()}
    assert {dead_letter_topic(service) for service in SERVICES} <= names
