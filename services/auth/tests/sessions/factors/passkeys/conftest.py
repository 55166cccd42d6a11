"""A person's passkeys, as the pages of one site ask for them."""

from typing import Any

import httpx
import pytest

from auth.settings import AuthSettings
from common.contracts.message import NO_TENANT
from common.testing.outbox import noted as all_noted

from ....service import PASSWORD, Service
from ..conftest import Person
from .authenticator import Authenticator

ORIGIN = "https://app.example"
Json = dict[str, Any]


@pytest.fixture
def settings(settings: AuthSettings) -> AuthSettings:
    return settings.model_copy(update={"passkey_domain": "app.example", "passkey_origins": ORIGIN})


async def asked(who: Person, method: str, path: str = "", **body: object) -> httpx.Response:
    headers = {"Authorization": f"Bearer {who.token}"}
    return await who.service.client.request(method, f"/v1/auth/passkeys{path}", headers=headers, json=body or None)


async def begun(who: Person, **more: object) -> Json:
    answer = await asked(who, "POST", "/options", password=PASSWORD, **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    told: Json = answer.json()["public_key"]
    return told


async def added(who: Person, device: Authenticator, name: str = "phone") -> Json:
    answer = await asked(who, "POST", name=name, credential=device.create(await begun(who)))
    assert answer.status_code == 201, answer.text
    told: Json = answer.json()
    return told


async def options(service: Service) -> Json:
    answer = await service.client.post("/v1/auth/login/passkey/options")
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()["public_key"]
    return told


async def entered(service: Service, credential: Json, agent: str | None = None) -> httpx.Response:
    headers = {"User-Agent": agent} if agent else None
    return await service.client.post("/v1/auth/login/passkey", json={"credential": credential}, headers=headers)


async def noted(who: Person, action: str) -> list[Json]:
    """The facts of what was noted of a person who acts for no organisation."""
    found = await all_noted(who.service.unit, NO_TENANT)
    return [dict(each.facts) for each in found if each.user_id == who.user_id and each.action == action]
