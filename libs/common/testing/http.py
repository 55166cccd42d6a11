"""A service's API without a network."""

import httpx
from fastapi import FastAPI


def client_of(app: FastAPI, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
    """A client of ``app`` as callers see it: a fault is an answer 500, not an exception."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://service", headers=headers)
