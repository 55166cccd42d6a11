"""Whatever is asked of a service that holds data, it answers as its description says, and never with a fault.

``make fuzz`` asks for much more of each operation than a run of all tests.
"""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID

import httpx
import pytest

from common.contracts.services import SERVICES
from common.primitives.clock import SystemClock
from common.testing.http import client_of
from common.testing.tokens import bearer
from simulator.audits.auditing import Audits
from simulator.audits.websites import Websites

from ..conftest import Opened
from ..kept import Kept
from ..test_said import PASSWORD
from .requests import Known, Request, asked_again, generated

pytestmark = pytest.mark.engines
EXAMPLES = int(os.environ.get("BRANDMON_EXAMPLES", "3"))
SEED = int(os.environ.get("BRANDMON_SEED", "16"))
PROBLEM = "application/problem+json"


def collector(request: httpx.Request) -> httpx.Response:
    """Knows every website."""
    about = {"id": request.url.path.rpartition("/")[2], "url": "https://shop.example/", "name": "Shop"}
    return httpx.Response(200, json=about)


@asynccontextmanager
async def asking(opened: Opened, kept: Kept, service: str) -> AsyncIterator[tuple[Any, httpx.AsyncClient]]:
    """A service on what was stored, and an admin of the organisation whose it is."""
    first = kept.said(service)[0]
    clock = SystemClock() if service == "auth" else None
    async with opened(service, clock, own=True) as (part, _), client_of(part.app) as client:
        headers = bearer(UUID(first["tenant"]), "admin", user=UUID(first["user"]))
        if service == "auth":
            body = {"email": first["body"]["email"], "password": PASSWORD, "organization_id": first["tenant"]}
            tokens = (await client.post("/v1/auth/login", json=body)).raise_for_status().json()
            headers = {"Authorization": f"Bearer {tokens['access_token']}"}
        if service == "simulator":
            websites = Websites("http://collector", transport=httpx.MockTransport(collector))
            provides = part.app.state.provides
            part.app.state.provides = {**provides, Audits: replace(provides[Audits], websites=websites)}
        client.headers.update(headers)
        yield part.app, client


def faults(request: Request, answer: httpx.Response, description: Mapping[str, Any]) -> list[str]:
    """What an answer is that its description does not say."""
    path = request.operation.split(" ", 1)[1]
    declared = description["paths"][path][request.method.lower()]["responses"]
    told, status = [], str(answer.status_code)
    if answer.status_code >= 500:
        told.append(f"{status} {answer.text[:200]}")
    if status not in declared and status not in ("404", "405"):  # a path parameter may name another path, or none
        told.append(f"{status} is not declared")
    if answer.status_code >= 400:
        known = declared.get(status, {}).get("content", {}).get(PROBLEM, {}).get("examples", {})
        slug = answer.json()["type"].rpartition(":")[2]
        if answer.headers["content-type"] != PROBLEM or (slug not in known and slug not in BEFORE_A_ROUTE):
            told.append(f"{slug} is not declared for {status}")
    return told


BEFORE_A_ROUTE = ("not-found", "method-not-allowed")


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("service", SERVICES)
async def test_no_request_ends_in_a_fault_or_in_what_is_not_declared(kept: Kept, opened: Opened, service: str) -> None:
    known = Known.of([line for each in SERVICES for line in kept.said(each)])
    found: dict[str, str] = {}
    statuses: set[int] = set()
    async with asking(opened, kept, service) as (app, client):
        description = app.openapi()
        again = asked_again(description, (line for line in kept.said(service) if line["status"] == 200), SEED)
        for request in chain(again, generated(description, known, EXAMPLES, SEED)):
            answer = await client.request(
                request.method, request.url, content=request.body, headers=dict(request.headers)
            )
            statuses.add(answer.status_code)
            for fault in faults(request, answer, description):
                found.setdefault(f"{request.operation}: {fault}", str(request))
    assert not found, "\n".join(f"{fault}\n    {request}" for fault, request in found.items())
    assert statuses & {200, 201, 202, 204}, "something of all that was right"
    assert statuses & {400, 404, 422}, "and something wrong"
