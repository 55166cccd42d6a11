"""Bodies before anybody reads them: bounded in bytes and time, and JSON that all read the same way."""

import asyncio
import socket
import tracemalloc
from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import psutil
import pytest
import uvicorn
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, Field

from common.http import Checks, create_app
from common.http.bodies import KIB, USUAL_KIB, Bodies, limits_of
from common.primitives.text import Name
from common.testing.http import client_of
from common.testing.tokens import KnownTokens

pytestmark = pytest.mark.pure
MIB = 1024 * KIB
JSON = {"Content-Type": "application/json"}


class Named(BaseModel):
    """A body with a text."""

    name: Name
    other: Annotated[list[Any], Field(max_length=5)] = []


router = APIRouter()


@router.post("/v1/named")
async def named(body: Named) -> str:
    """Says what it was told."""
    return body.name


def made(service: str = "example") -> FastAPI:
    return create_app(service, description="", routers=[router], verifier=KnownTokens(), checks=Checks())


async def sent(content: Any, headers: dict[str, str] | None = None, path: str = "/v1/named") -> httpx.Response:
    async with client_of(made()) as client:
        return await client.post(path, content=content, headers=headers or JSON)


class Flood:
    """A sender of ``pieces`` of 64 KiB, which counts what was taken."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.pieces):
            self.taken += 1
            yield b"x" * 64 * KIB


def refused(answer: httpx.Response) -> tuple[int, str, str]:
    return answer.status_code, answer.headers["content-type"], answer.json()["type"].rpartition(":")[2]


PROBLEM = "application/problem+json"


async def messages_of(app: Any, scope: dict[str, Any], incoming: AsyncIterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """What an application sends, driven message by message, as a server does it."""
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return await anext(incoming)

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    whole = {"type": "http", "method": "POST", "query_string": b"", "asgi": {"version": "3.0"}, "scheme": "http",
             "http_version": "1.1", "server": ("service", 80), "client": ("127.0.0.1", 1), "root_path": ""}  # fmt: skip
    await app({**whole, **scope, "raw_path": scope["path"].encode()}, receive, send)
    return told


@pytest.mark.parametrize("path", ["/v1/named", "/v1/nowhere", "/healthz", "/openapi.json"])
async def test_a_body_of_100_mb_is_refused_at_once_and_costs_no_memory(path: str) -> None:
    flood = Flood(1600)

    async def incoming() -> AsyncIterator[dict[str, Any]]:
        async for piece in flood:
            yield {"type": "http.request", "body": piece, "more_body": True}

    app = made()
    scope = {"path": path, "headers": [(b"content-type", b"application/json"), (b"transfer-encoding", b"chunked")]}
    await messages_of(app, scope, incoming())
    tracemalloc.start()
    try:
        told = await messages_of(app, scope, incoming())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told[0]["status"] == 413
    assert flood.taken <= 4, "nobody reads on"
    assert most < 2 * MIB


async def test_a_server_stays_as_small_as_it_was_under_bodies_of_100_mb() -> None:
    config = uvicorn.Config(made(), port=0, lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = asyncio.create_task(server.serve([listening]))
        while not server.started:  # noqa: ASYNC110 - it has no event to wait for
            await asyncio.sleep(0.01)
        port = listening.getsockname()[1]
        own = psutil.Process()
        told, before = [await uploaded(port, 1)], own.memory_info().rss
        told += await asyncio.gather(*(uploaded(port, 100) for _ in range(3)))
        grown = own.memory_info().rss - before
        server.should_exit = True
        await serving
    assert all(b" 413 " in head for head in told)
    assert grown < 20 * MIB


async def uploaded(port: int, mib: int) -> bytes:
    """The head of the answer to a body of this size, all of which is sent if it is taken."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /v1/auth/login HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
    piece = b"%x\r\n%s\r\n" % (64 * KIB, b"x" * 64 * KIB)
    try:
        for _ in range(mib * 16):
            writer.write(piece)
            await writer.drain()
        return await reader.readuntil(b"\r\n\r\n")
    finally:
        writer.close()


async def test_a_length_that_is_told_is_refused_before_the_first_byte() -> None:
    async def nothing() -> AsyncIterator[dict[str, Any]]:
        raise AssertionError("read")
        yield {}

    for length in (b"33000", b"104857600", b"9" * 400):
        told = await messages_of(made(), {"path": "/v1/named", "headers": [(b"content-length", length)]}, nothing())
        assert told[0]["status"] == 413


async def test_a_refused_body_is_a_problem_that_says_how_much_may_be_sent() -> None:
    answer = await sent(b" " * (USUAL_KIB * KIB + 1))
    assert refused(answer) == (413, PROBLEM, "body-too-large")
    assert f"{USUAL_KIB} KiB" in answer.json()["detail"]
    assert (await sent(b'{"name": "' + b"x" * 255 + b'"}' + b" " * (USUAL_KIB * KIB - 267))).status_code == 200


@pytest.mark.parametrize(
    ("service", "path", "kib"),
    [("analyzer", "/v1/sites/1", 256), ("analyzer", "/v1/sites", 256), ("analyzer", "/v1/sitesandmore", USUAL_KIB),
     ("auth", "/v1/auth/login", USUAL_KIB), ("nobody", "/", USUAL_KIB)],
)  # fmt: skip
def test_a_route_may_take_more_where_the_list_of_services_says_so(service: str, path: str, kib: int) -> None:
    assert limits_of(service)(path) == kib * KIB


async def test_a_body_that_comes_slowly_is_cut_off() -> None:
    async def drip() -> AsyncIterator[dict[str, Any]]:
        while True:
            yield {"type": "http.request", "body": b" ", "more_body": True}
            await asyncio.sleep(0.02)

    async def never(*_: Any) -> None:
        raise AssertionError("handed on")

    slow = Bodies(never, limits_of("example"), within_s=0.2)
    told = await messages_of(slow, {"path": "/v1/named", "headers": []}, drip())
    assert told[0]["status"] == 408
    assert (b"connection", b"close") in told[0]["headers"]


async def test_of_whom_goes_away_while_sending_nothing_is_handed_on() -> None:
    async def gone() -> AsyncIterator[dict[str, Any]]:
        yield {"type": "http.request", "body": b"{", "more_body": True}
        yield {"type": "http.disconnect"}

    told = await messages_of(made(), {"path": "/v1/named", "headers": []}, gone())
    assert told[0]["status"] == 408


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": "a", "name": "b"}', b'{"name": "a", "other": [{"x": 1, "x": 1}]}',
        b'{"name": "a", "n\\u0061me": "b"}',
        '{"name": "a"}'.encode("utf-16"), '{"name": "a"}'.encode("utf-16-le"), '{"name": "a"}'.encode("utf-32"),
        b'{"name": "caf\xe9"}', b'{"name": "a", "other": [NaN]}', b'{"name": "a", "other": [-Infinity]}',
        b'{"name": "a", "other": ' + b"[" * 9000 + b"]" * 9000 + b"}",
        b'{"name": "a", "other": [' + b"9" * 9000 + b"]}",
    ],
    ids=range(11),
)  # fmt: skip
async def test_json_that_readers_understand_in_different_ways_is_refused(body: bytes) -> None:
    answer = await sent(body)
    assert refused(answer) == (400, PROBLEM, "body-malformed"), answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"name": "a", "other": [{"x": 1}, {"x": 1}]}', 200), (b'\xef\xbb\xbf{"name": "a"}', 200),
        ('{"name": "caf\u00e9 \U0001f33f"}'.encode(), 200), (b'{"name": ', 422), (b"", 422), (b"null", 422),
        (b'{"name": "a\\u0000"}', 422), (b'{"name": "\\ud800"}', 422), (b'{"name": "a", "other": [1e999]}', 200),
    ],
    ids=range(9),
)  # fmt: skip
async def test_other_json_is_the_routes_affair(body: bytes, status: int) -> None:
    assert (await sent(body)).status_code == status


async def test_a_key_that_is_no_text_is_told_without_breaking_the_answer() -> None:
    class Strict(BaseModel, extra="forbid"):
        name: Name

    strict = APIRouter()

    @strict.post("/strict")
    async def take(_body: Strict) -> None:
        """Takes nothing else."""

    app = create_app("example", description="", routers=[strict], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        for key in (r"\ud800", r"\u001b[31m", "x" * 9000):
            answer = await client.post("/strict", content=f'{{"name": "a", "{key}": 1}}', headers=JSON)
            assert refused(answer) == (422, PROBLEM, "invalid-request")
            assert "\x1b" not in answer.json()["errors"][0]["field"]
            assert len(answer.content) < 1000
