"""Who may do what at the broker, derived from the list of services and the contracts: there is no second list.

A service writes to Kafka through its outbox only, so the service itself may append nothing but its dead letters, and
its connector (``<service>-outbox``) nothing but what the service emits. Whatever is not granted is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from common.contracts.registry import MESSAGES, dead_letter_topic, heartbeat_topic
from common.contracts.services import SERVICES, SERVICES_BY_NAME

Resource = Literal["topic", "group"]
Act = Literal["read", "write", "create", "describe_configs"]

CONNECT = "connect"
"""The worker that carries the connectors."""
OPERATOR = "operator"
"""Makes topics and rights, looks at everything; no process that serves anybody runs as it."""


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """One thing that ``user`` may do; ``name`` is the whole name, or what names begin with where ``prefixed``."""

    user: str
    resource: Resource
    name: str
    act: Act
    prefixed: bool = False


def outbox_user(service: str) -> str:
    """Whom the connector of a service's outbox writes as."""
    return f"{service}-outbox"


def users() -> tuple[str, ...]:
    """Everybody that the broker knows but the operator."""
    return (*SERVICES, *map(outbox_user, SERVICES), CONNECT)


def emitted(service: str) -> frozenset[str]:
    """The topics that ``service`` may write to, through its outbox: its own, and the others' that it answers on."""
    own = {topic for topic, message in MESSAGES.items() if message.producer() == service}
    return frozenset(own | set(SERVICES_BY_NAME[service].also_emits))


def rights() -> frozenset[Right]:
    """Every right of every user."""
    return frozenset(_all())


def _all() -> Iterator[Right]:
    for service, facts in SERVICES_BY_NAME.items():
        letters, connector = dead_letter_topic(service), outbox_user(service)
        # what it emitted is read by its reconciler, which compares the outbox with the log
        for topic in {*facts.listens, *facts.follows, *emitted(service), letters}:
            yield Right(service, "topic", topic, "read")
        yield Right(service, "topic", letters, "write")
        yield Right(service, "group", service, "read")
        yield Right(service, "group", f"{service}-", "read", prefixed=True)
        for topic in {*emitted(service), heartbeat_topic(service)}:
            yield Right(connector, "topic", topic, "write")
    acts: Mapping[Resource, tuple[Act, ...]] = {
        "topic": ("read", "write", "create", "describe_configs"),
        "group": ("read",),
    }
    yield from (Right(CONNECT, "topic", "__connect-", act, prefixed=True) for act in acts["topic"])
    yield from (Right(CONNECT, "group", CONNECT, act) for act in acts["group"])
