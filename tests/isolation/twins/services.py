"""The seven services as their composition roots make them, on the stores, with real tokens; events travel in memory."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from unittest import mock

import asyncpg
import httpx
import uvicorn
from pymongo import AsyncMongoClient

from auth.keys.ring import KeyRing
from brandmon_local import Ports
from brandmon_local.layout.site import BUCKET_SERVICES
from common.contracts.auth import AccessRevoked
from common.contracts.registry import MESSAGES, SERVICES
from common.http.tokens import GuardedVerifier
from common.messaging.log import Partition
from common.messaging.memory import MemoryBroker, MemoryLog
from common.process.service import Parts
from common.testing.examples import SHARED_KEY
from common.testing.http import client_of
from settings_table import settings_of

from ...stored.readers.auth import KEY_SECRET
from .stores import Stores

_ADDRESS, _TEXT = "http://127.0.0.1:1", "a-text-of-forty-characters-for-this-test"
_ASKED = ("auth", "tenants", "collector")
"""Services that others ask over HTTP."""
_CARRIED_WITHIN_S = 60.0


@dataclass
class Running:
    """Services at work. ``clients`` ask each over HTTP, without a network."""

    stores: Stores
    parts: Mapping[str, Parts]
    clients: Mapping[str, httpx.AsyncClient]
    broker: MemoryBroker
    carried: set[str] = field(default_factory=set)
    heard: int = 0

    @property
    def ring(self) -> KeyRing:
        """Auth's signing keys."""
        keys: KeyRing = self.parts["auth"].api.state.provides[KeyRing]
        return keys

    def verifier(self, service: str) -> GuardedVerifier:
        """What a service believes tokens by."""
        found: GuardedVerifier = self.parts[service].api.state.verifier
        return found

    async def carry(self) -> None:
        """Have every event come to everybody who listens, and what comes of it, until all is quiet."""
        async with asyncio.timeout(_CARRIED_WITHIN_S):
            while await self._sent() or not self._handled():  # noqa: ASYNC110 - others' work, which tells nobody
                await asyncio.sleep(0.02)
        await self.hear()

    async def hear(self) -> None:
        """Let every service learn which tokens were revoked, as it does each moment while it runs."""
        news = self.broker.on_topic(AccessRevoked.topic)
        for service in SERVICES:
            watch: Any = self.verifier(service).watch
            if service == "auth":
                await watch.look_here()
            else:
                watch.hear(news[self.heard :])
                watch.hear([])

    async def _sent(self) -> int:
        rows = [row for urls in self.stores.urls.values() for row in await _outgoing(urls.owner)]
        rows += await _documents(self.stores)
        fresh = [row for row in rows if row["id"] not in self.carried]
        for row in fresh:
            self.carried.add(row["id"])
            message = MESSAGES[row["topic"]].model_validate_json(row["payload"])
            self.broker.emit(message, service=row["source"].rpartition("/")[2])
        return len(fresh)

    def _handled(self) -> bool:
        for parts in self.parts.values():
            for consumer in parts.consumers:
                topics = consumer._handling.topics
                for at, records in self.broker.records.items():
                    if at.topic in topics and self.broker.committed.get((consumer.name, at), 0) < len(records):
                        return False
        return True


async def _outgoing(url: str) -> list[dict[str, Any]]:
    connection = await asyncpg.connect(url.replace("+asyncpg", "").replace("//owner@", "//postgres@"))
    try:
        told = "SELECT id::text, topic, source, payload FROM outbox WHERE confirmed_at IS NULL ORDER BY created_at, id"
        return [dict(row) for row in await connection.fetch(told)]
    finally:
        await connection.close()


async def _documents(stores: Stores) -> list[dict[str, Any]]:
    async with AsyncMongoClient[dict[str, Any]](stores.mongodb.urls.mongo("admin")) as client:
        found = client["collector"]["outbox"].find().sort([("created_at", 1), ("_id", 1)])
        return [{**row, "id": str(row["event_id"])} async for row in found]


@asynccontextmanager
async def running(stores: Stores) -> AsyncIterator[Running]:
    """The services, from their composition roots, until the block ends."""
    broker, ports = MemoryBroker(partitions_per_topic=1), Ports.free()
    for topic in (*MESSAGES, *(f"{service}.dead-letters" for service in SERVICES)):
        broker.records[Partition(topic, 0)] = []
    async with AsyncExitStack() as opened:
        parts = {service: _built(service, stores, ports, broker) for service in SERVICES}
        for service, own in parts.items():
            opened.push_async_callback(_closed, own)
            for open_ in own.opened:
                await open_()
            if service in _ASKED:
                await opened.enter_async_context(_listening(own, ports[service]))
        clients = {name: await opened.enter_async_context(client_of(own.api)) for name, own in parts.items()}
        state = Running(stores, parts, clients, broker, {row["id"] for row in await _documents(stores)})
        for own in parts.values():
            for consumer in own.consumers:
                await opened.enter_async_context(_alongside(consumer.run(), consumer.stop))
        await state.carry()
        await opened.enter_async_context(_alongside(_kept_fresh(state)))
        yield state


def _built(service: str, stores: Stores, ports: Ports, broker: MemoryBroker) -> Parts:
    module = import_module(f"{service}.app")
    kind = settings_of(service)
    given = _given(service, stores, ports)
    needed = {name for name, one in kind.model_fields.items() if one.is_required()}
    filled = {name: _ADDRESS if "url" in name or "endpoint" in name else _TEXT for name in needed}
    known = {name: value for name, value in given.items() if name in kind.model_fields}
    with mock.patch.object(module, "kafka_log", lambda settings, client_id: MemoryLog(broker)):
        made: Parts = module.build(kind(**{**filled, **known}))
    return made


def _given(service: str, stores: Stores, ports: Ports) -> dict[str, Any]:
    graph, objects = stores.neo4j.urls.neo4j, stores.s3.urls.s3_as(service) if service in BUCKET_SERVICES else None
    told = {
        "mode": "local", "http_port": 1, "kafka_bootstrap": "127.0.0.1:1",
        "jwks_url": f"http://127.0.0.1:{ports['auth']}/.well-known/jwks.json",
        "auth_url": f"http://127.0.0.1:{ports['auth']}", "tenants_url": f"http://127.0.0.1:{ports['tenants']}",
        "collector_url": f"http://127.0.0.1:{ports['collector']}", "mongo_url": stores.mongodb.urls.mongo("collector"),
        "neo4j_url": graph.url, "neo4j_user": graph.user, "neo4j_password": graph.password,
        "clickhouse_path": stores.clickhouse, "key_encryption_secret": KEY_SECRET,
        "local_api_base": "http://127.0.0.1:9/v1", "openai_api_key": _TEXT, "mail_keys": SHARED_KEY,
        "passkey_origins": "http://localhost:8080",
    }  # fmt: skip
    if service in stores.urls:
        told |= {"database_url": stores.urls[service].app, "operations_database_url": stores.urls[service].operations}
    if objects is not None:
        told |= {"s3_endpoint": objects.endpoint, "s3_access_key": objects.access_key}
        told |= {"s3_secret_key": objects.secret_key, "s3_bucket": service}
        told |= {"exports_s3_endpoint": objects.endpoint, "exports_s3_access_key": objects.access_key}
        told |= {"exports_s3_secret_key": objects.secret_key}
    return told


async def _closed(parts: Parts) -> None:
    for close in parts.closed:
        await close()


@asynccontextmanager
async def _listening(parts: Parts, port: int) -> AsyncIterator[None]:
    config = uvicorn.Config(parts.api, port=port, lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:
        assert not task.done(), "it does not listen"
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def _alongside(work: Any, stop: Any = None) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        if stop is not None:
            stop()
        else:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _kept_fresh(state: Running) -> None:
    """What is not heard of for a while is not believed: services that run are told every moment."""
    while True:
        began = time.monotonic()
        await state.hear()
        await asyncio.sleep(max(0.0, 5.0 - (time.monotonic() - began)))
