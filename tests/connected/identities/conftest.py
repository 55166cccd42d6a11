"""Engines with nothing on them but what a stack makes by itself: users, rights, databases, buckets."""

import asyncio
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from brandmon_local import Ports, Stack
from brandmon_local.services import environment
from common.contracts.auth import UserRegistered
from common.contracts.collector import WebsiteRegistered
from common.contracts.registry import dead_letter_topic, heartbeat_topic, topics
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.topics import ensure_topics

from ..conftest import create_schema

USED = {
    UserRegistered.topic,
    MemberJoined.topic,
    WebsiteRegistered.topic,
    heartbeat_topic("tenants"),
    *map(dead_letter_topic, ("auth", "collector")),
}

Told = Callable[[str], Any]
"""Of a service: what its running process is told, as attributes; names in lower case, without its prefix."""


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The engines, a few topics, and the tables of messaging in the database of tenants."""
    engines = {"postgres", "mongodb", "kafka", "connect", "valkey", "s3"}
    stack = Stack(tmp_path_factory.mktemp("guarded"), Ports.free(), engines=engines, services=False)
    with stack.running():
        asyncio.run(ensure_topics(stack.urls.kafka, [topic for topic in topics() if topic.name in USED]))
        asyncio.run(create_schema(stack, "tenants"))
        yield stack


@pytest.fixture(scope="session")
def told(guarded: Stack) -> Told:
    """See ``Told``: nothing else stands between these tests and what a service that was taken over could do."""

    def of(service: str) -> Any:
        prefix = f"{service.upper()}_"
        env = environment(guarded.site, service)
        return SimpleNamespace(
            **{name.removeprefix(prefix).lower(): value for name, value in env.items() if name.startswith(prefix)}
        )

    return of
