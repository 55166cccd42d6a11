"""Somebody with an organisation, and what the gateway asks."""

from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest

from common.contracts.vocabulary import Role

from ..service import Service


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in and acts for an organisation."""

    service: Service
    user_id: UUID
    tenant_id: UUID
    token: str

    async def ask(self, method: str, path: str, **body: object) -> httpx.Response:
        return await ask(self.service, self.token, method, path, **body)

    async def key(self, *scopes: str, **more: object) -> dict[str, str]:
        answer = await self.ask("POST", "/v1/api-keys", name="a key", scopes=scopes or ["figures:read"], **more)
        assert answer.status_code == 201, answer.text
        made: dict[str, str] = answer.json()
        return made

    async def account(self, role: Role = "member") -> str:
        answer = await self.ask("POST", "/v1/service-accounts", name="warehouse", role=role)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


async def ask(service: Service, token: str, method: str, path: str, **body: object) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return await service.client.request(method, path, headers=headers, json=body or None)


async def exchange(service: Service, key: str, path: str = "/v1/figures", method: str = "GET") -> httpx.Response:
    """As the gateway asks."""
    headers = {"Authorization": f"Bearer {key}"}
    return await service.client.request(method, f"/internal/api-keys{path}", headers=headers)


def token_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return answer.headers["authorization"].removeprefix("Bearer ")


async def person(service: Service, role: Role = "admin") -> Person:
    email, user_id = await service.register()
    tenant_id = await service.join(user_id, role)
    token = (await service.log_in(email, tenant_id)).json()["access_token"]
    return Person(service, user_id, tenant_id, token)


@pytest.fixture
async def ada(service: Service) -> Person:
    return await person(service)
