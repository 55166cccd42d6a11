"""Every message by topic, and the topics that exist beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from common.contracts.message import Message
from common.contracts.services import SERVICES

__all__ = ["MESSAGES", "SERVICES", "Topic", "dead_letter_topic", "topics"]


def _messages() -> Iterator[type[Message]]:
    for service in SERVICES:
        package = import_module(f"common.contracts.{service}")
        for name in package.__all__:
            candidate = getattr(package, name)
            if isinstance(candidate, type) and issubclass(candidate, Message):
                yield candidate


MESSAGES: dict[str, type[Message]] = {message.topic: message for message in _messages()}


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it is created: partitions, how long it keeps messages, and whether it is compacted."""

    name: str
    partitions: int
    retention_ms: int
    compacted: bool = False


DAY_MS = 24 * 3600 * 1000
EVENT_RETENTION_MS = 30 * DAY_MS
DEAD_LETTER_RETENTION_MS = 90 * DAY_MS


def dead_letter_topic(service: str) -> str:
    """Where a service's consumers lay what they must reject."""
    return f"{service}.dead-letters"


def topics() -> tuple[Topic, ...]:
    """Every topic of the system, heartbeats of the connectors included: a missing one blocks its connector."""
    of_messages = [Topic(m.topic, m.partitions, EVENT_RETENTION_MS) for m in MESSAGES.values()]
    dead = [Topic(dead_letter_topic(service), 1, DEAD_LETTER_RETENTION_MS) for service in SERVICES]
    beats = [Topic(f"__debezium-heartbeat.{service}", 1, DAY_MS) for service in SERVICES]
    return (*of_messages, *dead, *beats)
