"""What a caller sees of a fault: our own is a 500, a store that is away is a 503 that passes."""

import asyncio
from typing import Annotated

import httpx
import pytest
import uvicorn
from fastapi import APIRouter, Depends
from pydantic import BaseModel

from common.http import Checks, Principal, create_app, needs, provided
from common.http.app import UnprovidedError
from common.http.permissions import ROLES
from common.primitives.clock import Clock, ManualClock
from common.primitives.ids import uuid7
from common.primitives.text import Name
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer

pytestmark = pytest.mark.pure
router = APIRouter()


@router.get("/v1/thing")
async def thing() -> None:
    raise RuntimeError("secret detail")


async def _asked(checks: Checks) -> httpx.Response:
    app = create_app("example", description="", routers=[router], verifier=KnownTokens(), checks=checks)
    async with client_of(app) as client:
        return await client.get("/v1/thing")


async def _here() -> None:
    return None


async def _away() -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize(("store", "status", "type"), [(_here, 500, "internal"), (_away, 503, "store-unavailable")])
async def test_a_fault_is_ours_unless_a_store_is_away(store: object, status: int, type: str) -> None:  # noqa: A002
    answer = await _asked(Checks(ready={"postgres": store}))  # type: ignore[dict-item]
    body = answer.json()
    assert (answer.status_code, body["type"]) == (status, f"urn:brandmon:problem:{type}")
    assert "secret" not in answer.text
    assert answer.headers.get("retry-after") == ("5" if status == 503 else None)


async def test_a_fault_of_one_caller_costs_the_next_on_the_connection_nothing() -> None:
    """The gateway shares its connections between callers: the server must not close one over a fault that was told."""
    app = create_app("example", description="", routers=[router], verifier=KnownTokens(), checks=Checks())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    reader, writer = await asyncio.open_connection(host, port)
    try:
        for path, status in (("/v1/thing", b"500"), ("/healthz", b"200"), ("/v1/thing", b"500"), ("/nowhere", b"404")):
            writer.write(f"GET {path} HTTP/1.1\r\nHost: example\r\n\r\n".encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            assert head.split(b" ")[1] == status
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
            await reader.readexactly(int(length.split(b":")[1]))
    finally:
        writer.close()
        server.should_exit = True
        await serving


roles = APIRouter()


@roles.get("/reports")
async def for_readers(_who: Annotated[Principal, needs("reports:read")]) -> None:
    """Whoever may look at reports."""


@roles.post("/audits")
async def for_starters(_who: Annotated[Principal, needs("audits:write")]) -> None:
    """Whoever may start audits."""


@roles.delete("/organization")
async def for_owners(_who: Annotated[Principal, needs("organization:delete")]) -> None:
    """Owners alone."""


async def test_a_role_may_what_it_is_granted_and_nobody_anything_without_an_organisation() -> None:
    app = create_app("example", description="", routers=[roles], verifier=KnownTokens(), checks=Checks())
    tenant, missing = uuid7(), "urn:brandmon:problem:permission-missing"
    allowed = {
        ("GET", "/reports", "reports:read"): {"owner", "admin", "member", "viewer", "operator", "client"},
        ("POST", "/audits", "audits:write"): {"owner", "admin", "member"},
        ("DELETE", "/organization", "organization:delete"): {"owner"},
    }
    async with client_of(app) as client:
        for (method, path, permission), holders in allowed.items():
            for role in ROLES:
                answer = await client.request(method, path, headers=bearer(tenant, role))
                told = answer.json()
                if role in holders:
                    assert (answer.status_code, told) == (200, None), (role, path)
                else:
                    assert (answer.status_code, told["type"], told["permission"]) == (403, missing, permission), role
            alone = await client.request(method, path, headers=bearer(None, "owner"))
            assert (alone.status_code, alone.json()["type"]) == (403, "urn:brandmon:problem:no-organisation")
    described = app.openapi()["paths"]
    assert described["/audits"]["post"]["x-permission"] == "audits:write"


def test_a_route_that_needs_an_unknown_permission_is_not_made() -> None:
    with pytest.raises(KeyError):
        needs("audits:everything")


timed = APIRouter()


@timed.get("/time")
async def read_time(clock: Annotated[Clock, Depends(provided(Clock))]) -> str:
    return clock.now().isoformat()


async def test_a_route_is_given_what_the_application_was_and_an_application_without_it_is_not_made() -> None:
    parts = {"description": "", "routers": [timed], "verifier": KnownTokens(), "checks": Checks()}
    with pytest.raises(UnprovidedError, match="/time asks for Clock"):
        create_app("example", **parts)  # type: ignore[arg-type]
    clock = ManualClock()
    async with client_of(create_app("example", provides={Clock: clock}, **parts)) as client:  # type: ignore[arg-type]
        assert (await client.get("/time")).json() == clock.now().isoformat()


class Named(BaseModel):
    """A body with a text."""

    name: Name


texts = APIRouter()


@texts.post("/named")
async def named(body: Named, of: Name | None = None) -> str:
    """Says what it was told."""
    return body.name + (of or "")


@pytest.mark.parametrize(
    ("query", "body", "status"),
    [
        ("", rb'{"name": "A\u0000"}', 422),
        ("", rb'{"name": "A\\\u0000"}', 422),
        ("?of=A%00", b'{"name": "A"}', 422),
        ("?of=A%EF%BF%BE", b'{"name": "A"}', 422),
        ("?of=%C2%9B31m", b'{"name": "A"}', 422),
        ("?nobodys=%00", b'{"name": "A"}', 200),
        ("?of=%2500", rb'{"name": "A\\u0000 in C"}', 200),
    ],
)
async def test_a_text_that_no_store_holds_is_refused_as_not_valid(query: str, body: bytes, status: int) -> None:
    app = create_app("example", description="", routers=[texts], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        answer = await client.post(f"/named{query}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["type"] == "urn:brandmon:problem:invalid-request"
        assert answer.headers["content-type"] == "application/problem+json"
