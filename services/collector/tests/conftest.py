"""What several test modules of collector use: websites by script on loopback, a real MongoDB, objects in memory."""

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import httpx
import pytest
from pymongo import AsyncMongoClient

from brandmon_local import Stack
from collector.erasure.api import router as deletion
from collector.erasure.deletion import Deletion
from collector.pages.objects import PageKeys, folder_of, folder_of_tenant
from collector.shared.schema import create_collections
from collector.websites.api import router
from collector.websites.registration import Registry
from common.http import Checks, create_app
from common.outbound.addresses import Guard
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.keyed import FirstAnswers
from common.stores.mongo import MongoUnit
from common.stores.mongo_keyed import MongoAnswers
from common.testing.http import client_of
from common.testing.tokens import KnownTokens

from .client import NOW, Client


@dataclass
class Reply:
    """One scripted answer; ``write`` replaces the body by whatever it writes to the connection."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    write: Callable[[Any], None] | None = None


class ScriptedSite:
    """A website on 127.0.0.1 whose answers are scripted by path; it keeps what it was asked."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[str], Reply | None]] = {}
        self.fallback: Callable[[str], Reply | None] = lambda _path: None
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({name.lower(): value for name, value in self.headers.items()})
                self.answer(site.reply_to(self.path))

            def answer(self, reply: Reply) -> None:
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.write is None and "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(body)))
                if reply.write is not None:
                    self.send_header("Connection", "close")
                    self.close_connection = True
                self.end_headers()
                try:
                    if reply.write is not None:
                        reply.write(self.wfile)
                    else:
                        self.wfile.write(body)
                except OSError:
                    self.close_connection = True  # the client has heard enough: that is what is tested

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_args: object) -> None:
                """A client that hangs up half-way is what some tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reply_to(self, path: str) -> Reply:
        scripted = self.replies.get(path, self.fallback)
        reply = scripted if isinstance(scripted, Reply) else scripted(path)
        return reply or Reply("<p>not here</p>", 404)

    def page(self, path: str, text: str = "", links: tuple[str, ...] = (), title: str = "") -> None:
        """Script a page with enough text of its own to be told from the others."""
        anchors = "".join(f'<a href="{link}">more</a> ' for link in links)
        body = (
            f"<html lang=en><title>{title or path}</title><main><h1>{path}</h1><p>{text or words_of(path)}</p>{anchors}"
        )
        self.replies[path] = Reply(body)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(timeout=5)


def words_of(path: str) -> str:
    return f"This page tells what there is to say about {path} in our shop, and nothing else. " * 4


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    scripted = ScriptedSite()
    yield scripted
    scripted.close()


@pytest.fixture
def another_site() -> Iterator[ScriptedSite]:
    scripted = ScriptedSite()
    yield scripted
    scripted.close()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


# -- MongoDB ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def mongo_url(mongodb: Stack) -> str:
    return mongodb.urls.mongo("admin")


@pytest.fixture
async def unit(mongo_url: str) -> AsyncIterator[MongoUnit]:
    """The service's database with its collections and indexes, emptied."""
    async with AsyncMongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        unit = MongoUnit(client, "collector", service="collector")
        await unit.prepare()
        await create_collections(unit.db)
        for name in await unit.db.list_collection_names():
            await unit.db[name].delete_many({})
        yield unit


@dataclass
class MemoryObjects:
    """Objects in memory; ``fails`` makes the next that many puts fail."""

    kept: dict[str, bytes] = field(default_factory=dict)
    fails: int = 0

    async def put(self, keys: PageKeys, *, raw: bytes, content_type: str, text: str, metadata: dict[str, Any]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("the object store is away")
        self.kept |= {keys.raw: raw, keys.text: text.encode(), keys.metadata: json.dumps(metadata).encode()}

    async def forget(self, tenant_id: UUID, website_id: UUID) -> None:
        folder = folder_of(tenant_id, website_id)
        self.kept = {key: body for key, body in self.kept.items() if not key.startswith(folder)}

    async def forget_all(self, tenant_id: UUID) -> None:
        folder = folder_of_tenant(tenant_id)
        self.kept = {key: body for key, body in self.kept.items() if not key.startswith(folder)}


@pytest.fixture
def objects() -> MemoryObjects:
    return MemoryObjects()


# -- the API --------------------------------------------------------------------------------------------------------


@pytest.fixture
async def http(unit: MongoUnit) -> AsyncIterator[httpx.AsyncClient]:
    registry = Registry(unit, Guard(loopback=frozenset({("127.0.0.1", 8090)})), ManualClock(NOW))
    app = create_app(
        "collector",
        description="",
        routers=[router, deletion],
        verifier=KnownTokens(),
        checks=Checks(),
        provides={
            Registry: registry,
            Deletion: Deletion(unit, ManualClock(NOW)),
            FirstAnswers: MongoAnswers(unit),
        },
    )
    async with client_of(app) as client:
        yield client


@pytest.fixture
def ours(http: httpx.AsyncClient) -> Client:
    return Client(http, uuid7())


@pytest.fixture
def theirs(http: httpx.AsyncClient) -> Client:
    return Client(http, uuid7())
