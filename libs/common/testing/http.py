"""A service's API without a network."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from common.http.idempotency import KEY_HEADER, REPLAYED_HEADER


def client_of(app: FastAPI, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
    """A client of ``app`` as callers see it: a fault is an answer 500, not an exception."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://service", headers=headers)


async def sent_again(
    client: httpx.AsyncClient, path: str, body: dict[str, Any] | None, headers: dict[str, str]
) -> httpx.Response:
    """The answer of a POST that was sent twice at the same moment, and once more; AssertionError where one differs."""
    keyed = {**headers, KEY_HEADER: str(uuid4())}
    both = await asyncio.gather(*(client.post(path, json=body, headers=keyed) for _ in range(2)))
    done = [answer for answer in both if answer.is_success]
    assert done, [answer.text for answer in both]
    refused = [answer.json()["type"] for answer in both if not answer.is_success]
    assert set(refused) <= {"urn:brandmon:problem:idempotency-key-in-use"}, refused
    last = await client.post(path, json=body, headers=keyed)
    assert {(each.status_code, each.content) for each in (*done, last)} == {(last.status_code, last.content)}
    assert last.headers[REPLAYED_HEADER] == "true"
    return last
