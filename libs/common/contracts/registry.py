"""Every message by topic, and the topics that exist beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from common.contracts.message import Message
from common.contracts.message.terms import EVENT_DAYS
from common.contracts.services import SERVICES

__all__ = ["DAY_MS", "MESSAGES", "SERVICES", "Topic", "dead_letter_topic", "heartbeat_topic", "topics"]


def _messages() -> Iterator[type[Message]]:
    for service in SERVICES:
        package = import_module(f"common.contracts.{service}")
        for name in package.__all__:
            candidate = getattr(package, name)
            if isinstance(candidate, type) and issubclass(candidate, Message):
                yield candidate


MESSAGES: dict[str, type[Message]] = {message.topic: message for message in _messages()}


DAY_MS = 24 * 3600 * 1000
EVENT_RETENTION_MS = EVENT_DAYS * DAY_MS
DEAD_LETTER_RETENTION_MS = 90 * DAY_MS
COMPACTED = {
    "cleanup.policy": "compact",
    "min.compaction.lag.ms": str(2 * DAY_MS),
    "max.compaction.lag.ms": str(7 * DAY_MS),
    "delete.retention.ms": str(30 * DAY_MS),
    "segment.ms": str(DAY_MS),
}
"""Nothing is compacted while the outbox still holds its row: the comparison of both must not miss what is gone."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it is created: partitions, and how long it keeps messages; None: the newest of each key, for ever."""

    name: str
    partitions: int
    retention_ms: int | None

    @property
    def settings(self) -> Mapping[str, str]:
        """What the broker is told, but for replicas. The contracts' terms are the only source of it."""
        if self.retention_ms is None:
            return COMPACTED
        return {"cleanup.policy": "delete", "retention.ms": str(self.retention_ms)}


def dead_letter_topic(service: str) -> str:
    """Where a service's consumers lay what they must reject."""
    return f"{service}.dead-letters"


def heartbeat_topic(service: str) -> str:
    """Where the connector of a service's outbox says that it lives."""
    return f"__debezium-heartbeat.{service}"


def topics() -> tuple[Topic, ...]:
    """Every topic of the system, heartbeats of the connectors included: a missing one blocks its connector."""
    of_messages = [Topic(m.topic, m.partitions, _retention_ms(m.terms.retention_days)) for m in MESSAGES.values()]
    dead = [Topic(dead_letter_topic(service), 1, DEAD_LETTER_RETENTION_MS) for service in SERVICES]
    beats = [Topic(heartbeat_topic(service), 1, DAY_MS) for service in SERVICES]
    return (*of_messages, *dead, *beats)


def _retention_ms(days: int | None) -> int | None:
    return None if days is None else days * DAY_MS
