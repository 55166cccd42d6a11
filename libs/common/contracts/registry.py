"""Every message by topic, and the topics that exist beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from common.contracts import analytics, analyzer, auth, collector, reports, simulator, tenants
from common.contracts.message import Message

SERVICES = ("auth", "tenants", "collector", "simulator", "analyzer", "analytics", "reports")

_PACKAGES = (auth, tenants, collector, simulator, analyzer, analytics, reports)


def _messages() -> Iterator[type[Message]]:
    for package in _PACKAGES:
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
